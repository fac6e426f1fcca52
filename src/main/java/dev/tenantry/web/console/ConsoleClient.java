package dev.tenantry.web.console;

import dev.tenantry.keycloak.session.TenantsProvider;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;

/**
 * The OIDC client of the tenants console: a public client in realm master. It uses the authorization code flow with
 * PKCE, and redirects only to the console. The client's tokens contain no roles, like the tokens of Keycloak's own
 * admin console (RealmManager.setupAdminConsole, 26.7): an admin of master has about twenty roles for each realm, so a
 * token with roles would become too long.
 */
public final class ConsoleClient {

    static final String ID = "tenants-console";

    /** The attribute that marks a client as created by Tenantry, so that Tenantry may remove the client. */
    private static final String OURS = "tenantry.console";

    private ConsoleClient() {}

    /**
     * Runs when a server starts. If the console is enabled, creates the client if it is missing. If the console is
     * disabled, removes the client if Tenantry has created it. Never changes the configuration of an existing client,
     * since an administrator may have configured it.
     */
    public static void provide(KeycloakSessionFactory factory) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, ConsoleClient::provide);
        } catch (ModelDuplicateException madeMeanwhile) {
            // Another server, which is starting at the same time, has created the client.
        }
    }

    private static void provide(KeycloakSession session) {
        RealmModel master = session.realms().getRealmByName(Config.getAdminRealm());
        session.getContext().setRealm(master);
        ClientModel client = master.getClientByClientId(ID);
        boolean isOn = session.getProvider(TenantsProvider.class).settings().console();
        if (isOn && client == null) {
            ClientManager.createClient(session, master, representation(master.getName()));
        } else if (!isOn && client != null && client.getAttribute(OURS) != null) {
            new ClientManager(new RealmManager(session)).removeClient(master, client);
        }
    }

    private static ClientRepresentation representation(String master) {
        String page = "/realms/" + master + "/tenants/console";
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(ID);
        client.setName("Tenants");
        client.setDescription("The tenants console");
        client.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        client.setRootUrl(Constants.AUTH_ADMIN_URL_PROP);
        client.setBaseUrl(page);
        client.setRedirectUris(List.of(page));
        client.setWebOrigins(List.of(Constants.INCLUDE_REDIRECTS));
        client.setPublicClient(true);
        client.setStandardFlowEnabled(true);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setFullScopeAllowed(true);
        client.setAttributes(Map.of(
                OIDCConfigAttributes.PKCE_CODE_CHALLENGE_METHOD, "S256",
                Constants.USE_LIGHTWEIGHT_ACCESS_TOKEN_ENABLED, "true",
                OURS, "true"));
        return client;
    }
}

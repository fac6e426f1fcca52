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
 * The public client of realm master by which the console's users sign in: authorization code with PKCE, redirects to
 * the console only. Its tokens carry no roles, like those of Keycloak's own admin console
 * (RealmManager.setupAdminConsole, 26.7): master's admin has some twenty roles for each realm.
 */
public final class ConsoleClient {

    static final String ID = "tenants-console";

    /** Marks a client that Tenantry has made and may remove. */
    private static final String OURS = "tenantry.console";

    private ConsoleClient() {}

    /**
     * Runs at a server's start: creates the client if it is missing, or removes it if the page is off. Leaves an
     * existing client as its administrator has configured it.
     */
    public static void provide(KeycloakSessionFactory factory) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, ConsoleClient::provide);
        } catch (ModelDuplicateException madeMeanwhile) {
            // Another starting server did so.
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

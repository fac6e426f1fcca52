package dev.tenantry.web.signup;

import dev.tenantry.core.signup.MailedText;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Looks for tenants that have a user with the given e-mail address. Mails the addresses of these tenants' login pages
 * to this e-mail address. Sends no mail if no tenant is found. Runs after the HTTP answer, in a Keycloak session of its
 * own.
 *
 * @param server Keycloak's address, as the visitor's browser uses it
 * @param email the e-mail address, in lower case
 */
record FindMail(KeycloakSessionFactory factory, URI server, String realmId, Locale locale, String email)
        implements Runnable {

    private static final Logger LOG = Logger.getLogger(FindMail.class);

    /**
     * The maximum number of tenants in a mail. No person is expected to use more tenants, and a mail with this number
     * of addresses is still readable.
     */
    private static final int MAX_TENANTS = 20;

    @Override
    public void run() {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, this::send);
        } catch (RuntimeException failure) {
            LOG.errorf("The mail with a visitor's tenants could not be sent: %s", failure.getClass().getName());
        }
    }

    private void send(KeycloakSession session) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        List<Tenant> found = new TenantsByEmail(tenants.registry(), tenants.transactions()).find(email, MAX_TENANTS);
        if (found.isEmpty()) {
            return;
        }
        session.getContext().setRealm(session.realms().getRealm(realmId));
        LoginAddresses logins = LoginAddresses.of(tenants, server, found);
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("tenants", found.stream()
                .map(tenant -> Map.of("name", MailedText.of(tenant.displayName()), "address", logins.of(tenant).toString()))
                .toList());
        new ThemedMail(session, locale, "tenants-find.ftl", "tenantsFindMailSubject").send(email, attributes);
    }

    /** Omits the e-mail address. */
    @Override
    public String toString() {
        return "mail with the ways to tenants";
    }
}

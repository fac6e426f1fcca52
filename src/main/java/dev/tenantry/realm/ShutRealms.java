package dev.tenantry.realm;

import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantRegistry;
import dev.tenantry.tenant.TenantState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Keeps the realms of suspended and archived tenants disabled: one that was enabled past us, or whose verb a crash cut
 * short between the registry and the realm, is disabled again.
 */
final class ShutRealms implements Runnable {

    private static final Logger LOG = Logger.getLogger(ShutRealms.class);

    private final KeycloakSessionFactory factory;
    private final TenantRegistry registry;

    ShutRealms(KeycloakSessionFactory factory, TenantRegistry registry) {
        this.factory = factory;
        this.registry = registry;
    }

    @Override
    public void run() {
        shut(TenantState.SUSPENDED);
        shut(TenantState.ARCHIVED);
    }

    private void shut(TenantState state) {
        registry.pages(state).forEach(page -> {
            Set<String> enabled = enabled(page);
            page.stream().filter(tenant -> enabled.contains(tenant.realmId())).forEach(this::shut);
        });
    }

    private void shut(Tenant tenant) {
        if (TenantStates.shut(factory, tenant)) {
            LOG.warnf("The realm of tenant %s was enabled although it is %s; it is disabled again",
                    tenant.name(), tenant.state());
        }
    }

    private Set<String> enabled(List<Tenant> tenants) {
        List<String> ids = tenants.stream().map(Tenant::realmId).toList();
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> enabled(session, ids));
    }

    /** Past Keycloak's cache, which a hand in the database does not reach. */
    private static Set<String> enabled(KeycloakSession session, List<String> ids) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("select r.id from RealmEntity r where r.enabled = true and r.id in :ids", String.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toSet());
    }
}

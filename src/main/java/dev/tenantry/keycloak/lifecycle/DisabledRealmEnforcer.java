package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.realm.RealmService;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Keeps the realms of suspended and archived tenants disabled. Disables such a realm if someone enabled the realm
 * without this extension, or if a server crashed after the registry's commit and before the realm's commit. Enables the
 * realm of an active tenant if a crash interrupted the tenant's resume or restore.
 */
public final class DisabledRealmEnforcer implements Runnable {

    private static final Logger LOG = Logger.getLogger(DisabledRealmEnforcer.class);

    private final KeycloakSessionFactory factory;
    private final TenantRegistry registry;

    public DisabledRealmEnforcer(KeycloakSessionFactory factory, TenantRegistry registry) {
        this.factory = factory;
        this.registry = registry;
    }

    @Override
    public void run() {
        shut(TenantState.SUSPENDED);
        shut(TenantState.ARCHIVED);
        stopped().stream()
                .map(registry::find)
                .flatMap(Optional::stream)
                .filter(tenant -> tenant.state() == TenantState.ACTIVE)
                // Leaves out realms that Tenantry has never taken out of service, such as realms that were imported in
                // a disabled state. For these realms the registry has no former not-before date.
                .filter(tenant -> registry.notBefore(tenant.realmId()).isPresent())
                .forEach(tenant -> enforce(tenant, this::open));
    }

    private void open(Tenant tenant) {
        if (TenantStates.finishOpening(factory, tenant.realmId())) {
            LOG.infof("The realm of tenant %s was out of service although the tenant is %s; it is in service again",
                    tenant.name(), tenant.state());
        }
    }

    private void shut(TenantState state) {
        registry.pages(state).forEach(page -> {
            Set<String> inService = inService(page);
            page.stream()
                    .filter(tenant -> inService.contains(tenant.realmId()))
                    .forEach(tenant -> enforce(tenant, this::shut));
        });
    }

    /** Logs a failure, so that the run continues with the next tenant. */
    private static void enforce(Tenant tenant, Consumer<Tenant> work) {
        try {
            work.accept(tenant);
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Tenant %s is %s, but its realm could not be changed; the next run tries again",
                    tenant.name(), tenant.state());
        }
    }

    private void shut(Tenant tenant) {
        if (TenantStates.shut(factory, tenant)) {
            LOG.warnf("The realm of tenant %s was in service although the tenant is %s; it is disabled again",
                    tenant.name(), tenant.state());
        }
    }

    private Set<String> inService(List<Tenant> tenants) {
        List<String> ids = tenants.stream().map(Tenant::realmId).toList();
        return realms("(r.enabled = true or r.notBefore <> :noToken) and r.id in :ids", Map.of("ids", ids));
    }

    private Set<String> stopped() {
        return realms("r.notBefore = :noToken", Map.of());
    }

    /**
     * Returns the ids of the realms for which the condition is true. Reads the database, because Keycloak's cache does
     * not contain changes that someone has made directly in the database.
     *
     * @param condition a JPQL condition on the entity {@code r} of a realm
     */
    private Set<String> realms(String condition, Map<String, ?> parameters) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            TypedQuery<String> query = session.getProvider(JpaConnectionProvider.class)
                    .getEntityManager()
                    .createQuery("select r.id from RealmEntity r where " + condition, String.class)
                    .setParameter("noToken", RealmService.NO_TOKEN);
            parameters.forEach(query::setParameter);
            return Set.copyOf(query.getResultList());
        });
    }
}

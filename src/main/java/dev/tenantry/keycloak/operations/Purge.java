package dev.tenantry.keycloak.operations;

import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Drops each archived tenant, and the tenant's realm, when the purge date of the tenant has passed. Can run on several
 * servers at once.
 */
public final class Purge implements Runnable {

    private static final Logger LOG = Logger.getLogger(Purge.class);

    /** The maximum number of tenants that one run drops. The next run drops the remaining tenants. */
    private static final int AT_ONCE = 20;

    private final KeycloakSessionFactory factory;
    private final TenantRegistry registry;

    public Purge(KeycloakSessionFactory factory, TenantRegistry registry) {
        this.factory = factory;
        this.registry = registry;
    }

    /** Drops the tenants that are due. If one tenant can't be dropped, continues with the next. */
    @Override
    public void run() {
        registry.toBePurged(AT_ONCE).forEach(this::purge);
    }

    private void purge(Tenant tenant) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> new TenantOperations(session).purge(tenant));
            LOG.infof("Tenant %s was purged; its purge date was %s", tenant.name(), tenant.purgeAfter());
        } catch (BusyException busy) {
            LOG.infof("Tenant %s is purged in a later run: %s", tenant.name(), busy.getMessage());
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Tenant %s could not be purged", tenant.name());
        }
    }
}

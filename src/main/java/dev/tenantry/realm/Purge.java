package dev.tenantry.realm;

import dev.tenantry.tenant.BusyException;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantRegistry;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Drops archived tenants whose time has come, with their realms. Can run on several servers at once. */
final class Purge implements Runnable {

    private static final Logger LOG = Logger.getLogger(Purge.class);

    /** In one run; those left have their turn in the next. */
    private static final int AT_ONCE = 20;

    private final KeycloakSessionFactory factory;
    private final TenantRegistry registry;

    Purge(KeycloakSessionFactory factory, TenantRegistry registry) {
        this.factory = factory;
        this.registry = registry;
    }

    /** A failure on one tenant does not keep it from the next. */
    @Override
    public void run() {
        registry.toBePurged(AT_ONCE).forEach(this::purge);
    }

    private void purge(Tenant tenant) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> new TenantOperations(session).purge(tenant));
            LOG.infof("Tenant %s is purged; its time was %s", tenant.name(), tenant.purgeAfter());
        } catch (BusyException busy) {
            LOG.infof("Tenant %s is purged in a later round: %s", tenant.name(), busy.getMessage());
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Tenant %s could not be purged", tenant.name());
        }
    }
}

package dev.tenantry.core.lifecycle;

import dev.tenantry.core.tenant.RealmDirectory;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import org.jboss.logging.Logger;

/**
 * Finishes provisionings and drops that a crash has interrupted. Keycloak's transaction is atomic, so the realm shows
 * whether the transaction was committed. If the realm exists, the reconciler keeps the tenant: after a provisioning the
 * tenant goes into service, and after a drop that was rolled back the tenant returns to its former state. If the realm
 * does not exist, the reconciler removes the tenant. The reconciler can run at any time, and on several servers at
 * once.
 */
public final class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final RealmDirectory realms;

    public Reconciler(TenantRegistry registry, TenantLifecycle lifecycle, RealmDirectory realms) {
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.realms = realms;
    }

    /**
     * Processes all tenants with an unfinished provisioning or drop, each tenant once. A failure is logged, and does
     * not prevent the processing of the other tenants.
     *
     * @return the number of tenants whose provisioning or drop is now finished
     */
    public int run() {
        return (int) registry.unfinished().stream()
                .filter(tenant -> TenantLog.call(tenant.name().value(), () -> finish(tenant)))
                .count();
    }

    private boolean finish(Tenant tenant) {
        try {
            return switch (realms.outcome(tenant)) {
                case EXISTS -> keep(tenant);
                case MISSING -> remove(tenant);
                case UNDECIDED -> false;
            };
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Tenant %s, in state %s, could not be reconciled", tenant.name(), tenant.state());
            return false;
        }
    }

    private boolean keep(Tenant tenant) {
        if (!registry.putBack(tenant.realmId(), tenant.state())) {
            return false; // the original request or another server has finished the operation meanwhile
        }
        LOG.infof("Tenant %s was in state %s; its realm exists: kept", tenant.name(), tenant.state());
        return true;
    }

    private boolean remove(Tenant tenant) {
        if (tenant.state() == TenantState.DROPPING) {
            lifecycle.end(tenant);
        } else {
            lifecycle.remove(tenant);
        }
        LOG.infof("Tenant %s was in state %s; its realm does not exist: removed", tenant.name(), tenant.state());
        return true;
    }
}

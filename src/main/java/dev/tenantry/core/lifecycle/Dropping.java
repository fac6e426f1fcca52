package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import org.jboss.logging.Logger;

/**
 * Drops a tenant together with its realm. Sets the tenant's state to {@link TenantState#DROPPING} before Keycloak
 * commits the removal of the realm, and drops the schema after this commit. If the server crashes before the schema is
 * dropped, the {@link Reconciler} finds the tenant by its state and finishes the drop. Not thread-safe.
 */
public final class Dropping implements Participant {

    private static final Logger LOG = Logger.getLogger(Dropping.class);

    private final TenantLifecycle lifecycle;
    private final TenantRegistry registry;
    private final Tenant tenant;
    private boolean prepared;

    Dropping(TenantLifecycle lifecycle, TenantRegistry registry, Tenant tenant) {
        this.lifecycle = lifecycle;
        this.registry = registry;
        this.tenant = tenant;
    }

    @Override
    public void prepare() {
        if (!registry.markDropping(tenant)) {
            throw TenantException.changedMeanwhile(tenant.name());
        }
        prepared = true;
    }

    @Override
    public void afterCommit() {
        try {
            lifecycle.end(tenant);
            LOG.infof("Tenant %s was dropped, with its schema %s", tenant.name(), tenant.schema());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s has no realm any more; the reconciler will drop its schema", tenant.name());
        }
    }

    @Override
    public void afterRollback() {
        if (!prepared) {
            return; // if the state is DROPPING, another drop has set it
        }
        try {
            registry.putBack(tenant.realmId(), TenantState.DROPPING);
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s was not dropped; the reconciler will restore its state", tenant.name());
        }
    }
}

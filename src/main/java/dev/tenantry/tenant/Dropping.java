package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseException;
import org.jboss.logging.Logger;

/**
 * A tenant coming to its end: marked before its realm goes, its schema dropped after the realm has gone. In between,
 * the mark tells the {@link Reconciler} what to look at. One thread.
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
            LOG.infof("Tenant %s is dropped, and schema %s with it", tenant.name(), tenant.schema());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "The realm of tenant %s is gone; the reconciler will drop its schema", tenant.name());
        }
    }

    @Override
    public void afterRollback() {
        if (!prepared) {
            return; // the mark, if there is one, is somebody else's
        }
        try {
            registry.putBack(tenant.realmId(), TenantState.DROPPING);
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s was not dropped; the reconciler will put it back", tenant.name());
        }
    }
}

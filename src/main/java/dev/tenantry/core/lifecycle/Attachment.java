package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import org.jboss.logging.Logger;

/** Connects an existing schema with an existing realm, so that the realm becomes a tenant. Not thread-safe. */
final class Attachment implements Participant {

    private static final Logger LOG = Logger.getLogger(Attachment.class);

    private final TenantRegistry registry;
    private final Tenant tenant;
    private final Runnable undo;

    /**
     * @param undo restores the registry's former row for the schema; does nothing if the registry had no row for the
     *     schema
     */
    Attachment(TenantRegistry registry, Tenant tenant, Runnable undo) {
        this.registry = registry;
        this.tenant = tenant;
        this.undo = undo;
    }

    /** Does nothing: the schema exists, and the registry already has the tenant's row. */
    @Override
    public void prepare() {}

    @Override
    public void afterCommit() {
        try {
            registry.putBack(tenant.realmId(), TenantState.PROVISIONING);
            LOG.infof("Tenant %s: schema %s was attached", tenant.name(), tenant.schema());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s has its schema; the reconciler will put it into service", tenant.name());
        }
    }

    /**
     * Deletes the tenant's row in the registry. If the attachment had replaced the row of an archived tenant without a
     * realm, restores that row. Keeps the schema, which existed before the attachment.
     */
    @Override
    public void afterRollback() {
        try {
            registry.delete(tenant.realmId());
            undo.run();
        } catch (DatabaseException | TenantException failure) {
            LOG.warnf(failure, "Tenant %s: the schema was not attached; the reconciler will clean up", tenant.name());
        }
    }
}

package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseException;
import org.jboss.logging.Logger;

/** A schema that was there before becoming the schema of a realm that was there before. One thread. */
final class Attachment implements Participant {

    private static final Logger LOG = Logger.getLogger(Attachment.class);

    private final TenantRegistry registry;
    private final Tenant tenant;

    Attachment(TenantRegistry registry, Tenant tenant) {
        this.registry = registry;
        this.tenant = tenant;
    }

    /** Nothing: the schema is there, and the registry knows it already. */
    @Override
    public void prepare() {}

    @Override
    public void afterCommit() {
        try {
            registry.putBack(tenant.realmId(), TenantState.PROVISIONING);
            LOG.infof("Tenant %s has got schema %s attached", tenant.name(), tenant.schema());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s has got its schema; the reconciler will put it into service", tenant.name());
        }
    }

    /** The schema stays, whoever's it was. */
    @Override
    public void afterRollback() {
        try {
            registry.delete(tenant.realmId());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s has not got its schema; the reconciler will tell", tenant.name());
        }
    }
}

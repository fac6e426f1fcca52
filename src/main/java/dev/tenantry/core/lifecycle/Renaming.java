package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantRegistry;
import org.jboss.logging.Logger;

/** Renames a tenant together with its realm. The schema is not renamed. Not thread-safe. */
final class Renaming implements Participant {

    private static final Logger LOG = Logger.getLogger(Renaming.class);

    private final TenantRegistry registry;
    private final Tenant tenant;
    private final TenantName name;
    private final String displayName;
    private boolean prepared;

    Renaming(TenantRegistry registry, Tenant tenant, TenantName name, String displayName) {
        this.registry = registry;
        this.tenant = tenant;
        this.name = name;
        this.displayName = displayName;
    }

    @Override
    public void prepare() {
        registry.rename(tenant.realmId(), name, displayName);
        prepared = true;
    }

    @Override
    public void afterCommit() {
        if (!name.equals(tenant.name())) {
            LOG.infof("Tenant %s was renamed to %s", tenant.name(), name);
        }
    }

    @Override
    public void afterRollback() {
        if (!prepared) {
            return;
        }
        try {
            registry.takeBack(tenant, name, displayName);
        } catch (DatabaseException | TenantException failure) {
            LOG.warnf(failure, "Tenant %s was not renamed to %s; the reconciler will restore the name",
                    tenant.name(), name);
        }
    }
}

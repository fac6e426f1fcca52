package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import org.jboss.logging.Logger;

/**
 * Sets or removes a tenant's own host in the registry, together with the frontend URL of the tenant's realm. If two
 * requests give one host to two tenants, the registry's unique index refuses the later request. Not thread-safe.
 */
final class HostChange implements Participant {

    private static final Logger LOG = Logger.getLogger(HostChange.class);

    private final TenantRegistry registry;
    private final Tenant tenant;
    private final String formerOrNull;
    private final String hostOrNull;
    private boolean prepared;

    HostChange(TenantRegistry registry, Tenant tenant, String formerOrNull, String hostOrNull) {
        this.registry = registry;
        this.tenant = tenant;
        this.formerOrNull = formerOrNull;
        this.hostOrNull = hostOrNull;
    }

    @Override
    public void prepare() {
        registry.setHost(tenant.realmId(), hostOrNull);
        prepared = true;
    }

    @Override
    public void afterCommit() {
        LOG.infof("Tenant %s: host changed from %s to %s", tenant.name(), formerOrNull, hostOrNull);
    }

    @Override
    public void afterRollback() {
        if (!prepared) {
            return;
        }
        try {
            registry.setHost(tenant.realmId(), formerOrNull);
        } catch (DatabaseException | TenantException failure) {
            LOG.warnf(failure, "Tenant %s has host %s in the registry although its realm did not change:"
                    + " change the host again", tenant.name(), hostOrNull);
        }
    }
}

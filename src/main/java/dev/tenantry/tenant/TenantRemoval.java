package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseException;
import dev.tenantry.db.DatabaseUnavailableException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Removes what there is of a tenant that no realm belongs to, the registry's row last: as long as that is there, the
 * rest is done again. Thread-safe.
 *
 * <p>The row is locked meanwhile. A second removal of the tenant, on whatever server, waits, then finds the row gone and
 * does nothing: by then the same realm may have come again, with a schema of the same name. No removal waits for a lock
 * longer than a request does, so that a transaction which reads the tenant's tables keeps none but this tenant's from
 * ending; the {@link Reconciler} repeats it.
 */
final class TenantRemoval {

    private static final Logger LOG = Logger.getLogger(TenantRemoval.class);

    private final TenantDatabases databases;
    private final TenantRegistry registry;
    private final SchemaRoles roles;

    TenantRemoval(TenantDatabases databases, TenantRegistry registry, SchemaRoles roles) {
        this.databases = databases;
        this.registry = registry;
        this.roles = roles;
    }

    /** Certifies what there is, and removes it. Does nothing where it is gone or has come again. Can be repeated. */
    void end(Tenant tenant) {
        end(tenant, JobClaim.NONE, handle -> {});
    }

    /**
     * The same by a job.
     *
     * @param lastLook at the schema, closed for good; what it throws keeps the tenant. Not repeated once it has succeeded
     */
    void end(Tenant tenant, JobClaim claim, Consumer<TenantHandle> lastLook) {
        removeAfter(tenant, claim, lastLook, () -> new DeletionRecords(databases).record(tenant));
    }

    /** The same without a deletion record. */
    void run(Tenant tenant, JobClaim claim) {
        removeAfter(tenant, claim, handle -> {}, () -> {});
    }

    private void removeAfter(Tenant tenant, JobClaim claim, Consumer<TenantHandle> lastLook, Runnable farewell) {
        registry.deleteAfter(tenant, claim, () -> {
            new SchemaRemoval(databases.of(tenant)).close(tenant, lastLook);
            farewell.run();
            remove(tenant);
        });
    }

    private void remove(Tenant tenant) {
        new SchemaRemoval(databases.of(tenant)).remove(tenant);
        if (tenant.roleOrNull() != null) {
            dropRole(tenant);
        }
    }

    private void dropRole(Tenant tenant) {
        try {
            roles.drop(tenant);
        } catch (DatabaseUnavailableException unavailable) {
            throw unavailable;
        } catch (DatabaseException kept) {
            LOG.warnf(kept, "Tenant %s is gone, and its role %s stays", tenant.name(), tenant.roleOrNull());
        }
    }
}

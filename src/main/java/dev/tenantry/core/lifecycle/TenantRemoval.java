package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.schema.SchemaRemoval;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantRegistry;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Removes the schema, the role and the registry row of a tenant. The row is deleted last: as long as the row exists, an
 * interrupted removal can be repeated. Thread-safe.
 *
 * <p>The registry row is locked during the removal, so that a second removal of the tenant waits and then finds no row.
 * Without the lock, the second removal could drop the schema of a new tenant with the same realm id.
 *
 * <p>If another transaction has locked a table of the tenant, the removal waits for at most {@code db-lock-timeout},
 * and fails if the table is still locked then. So a long transaction that reads a tenant's tables delays only the
 * removal of this tenant. The {@link Reconciler} repeats a removal that has failed.
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

    /**
     * Writes the deletion record of a tenant, and removes the tenant. Does nothing if the tenant was already removed.
     * Never removes a later tenant that has the same realm id. Idempotent.
     */
    void end(Tenant tenant) {
        end(tenant, JobClaim.NONE, handle -> {});
    }

    /**
     * Writes the deletion record of a tenant and removes the tenant, as a part of a job.
     *
     * @param lastLook checks the schema when the schema is closed for all writes. If the check throws an exception, the
     *     tenant is not removed. A repeated removal skips a check that has passed
     */
    void end(Tenant tenant, JobClaim claim, Consumer<TenantHandle> lastLook) {
        removeAfter(tenant, claim, lastLook, () -> new DeletionRecords(databases).record(tenant));
    }

    /**
     * True if {@link #end} has closed the tenant's schema permanently. False if the schema is missing for another
     * reason, for example because the database was restored without the schema.
     */
    boolean hasBegun(Tenant tenant) {
        SchemaRemoval removal = new SchemaRemoval(databases.of(tenant));
        return removal.isClosed(tenant) || (removal.isGone(tenant) && new DeletionRecords(databases).has(tenant));
    }

    /** Removes the tenant without writing a deletion record. */
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
            LOG.warnf(kept, "Tenant %s was removed, but not its role %s", tenant.name(), tenant.roleOrNull());
        }
    }
}

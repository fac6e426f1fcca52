package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps the schema marks consistent with the registry. A write commits only if the mark of its schema permits the write
 * (see {@link SchemaMark}). A schema is marked as closed before the registry takes its tenant out of service, and
 * marked as open after the registry puts the tenant into service. If a server crashes in between, {@link #settle}
 * corrects the mark. To avoid deadlocks, the tenant's row in the registry is always locked before the schema's mark.
 * Thread-safe.
 */
public final class SchemaFences {

    private final TenantDatabases databases;
    private final TenantRegistry registry;

    public SchemaFences(TenantDatabases databases, TenantRegistry registry) {
        this.databases = databases;
        this.registry = registry;
    }

    /**
     * Changes the tenant's row and closes its schema. Waits for writes that are committing. Afterwards no open write
     * can commit. Does nothing to a schema that is missing or whose mark names another realm.
     *
     * @param change changes the row, and returns false to leave the schema open
     * @return what the change returned
     * @throws TenantException (wrong state) if the wait for the lock on the row or on the mark took too long
     */
    public boolean close(Tenant tenant, Predicate<Handle> change) {
        try {
            return registry.inTransaction(handle -> {
                boolean changed = change.test(handle);
                if (changed) {
                    mark(handle, tenant, SchemaMark.closed(tenant.realmId()));
                }
                return changed;
            });
        } catch (DatabaseUnavailableException failure) {
            throw failure.isLockTimeout() ? TenantException.busy(tenant.name()) : failure;
        }
    }

    /**
     * Marks the schema as open or closed, according to the tenant's state in the registry. Does nothing if the schema
     * is missing, if its mark names another realm, or if the schema is being created, adopted or dropped.
     */
    public void settle(String realmId) {
        registry.inTransaction(handle -> {
            TenantRegistry.lock(handle, realmId)
                    .ifPresent(tenant -> markOf(tenant).ifPresent(mark -> mark(handle, tenant, mark)));
            return null;
        });
    }

    /**
     * Returns the reason why a write to the tenant was not committed. If the tenant is in service but its schema is
     * still closed after a crash, opens the schema, so that the next write succeeds.
     *
     * @param tenant the tenant to which the write belonged; its state may be stale
     */
    TenantException refusal(Tenant tenant) {
        Tenant now = registry.find(tenant.realmId())
                .orElseThrow(() -> TenantException.notFound(tenant.name().value()));
        if (!now.state().canBeWritten()) {
            return TenantException.wrongState(now.name(), now.state());
        }
        settle(now.realmId());
        return TenantException.changedMeanwhile(now.name());
    }

    private static Optional<SchemaMark> markOf(Tenant tenant) {
        return switch (tenant.state()) {
            case ACTIVE -> Optional.of(SchemaMark.open(tenant.realmId()));
            case SUSPENDED, ARCHIVED, RELEASING -> Optional.of(SchemaMark.closed(tenant.realmId()));
            case PROVISIONING, ADOPTING, DROPPING -> Optional.empty(); // the operation in progress sets the mark
        };
    }

    /**
     * Marks the schema. If the schema is in the registry's database, uses the registry's transaction, so that registry
     * and mark change together.
     */
    private void mark(Handle registryHandle, Tenant tenant, SchemaMark mark) {
        if (tenant.isBesideTheRegistry()) {
            markIn(registryHandle, tenant, mark);
            return;
        }
        Database database = databases.of(tenant);
        database.inTransaction(Scope.NONE, handle -> {
            markIn(handle, tenant, mark);
            return null;
        });
    }

    private static void markIn(Handle handle, Tenant tenant, SchemaMark mark) {
        SchemaMark found = SchemaIdentity.of(handle, tenant.schema());
        if (found.isOf(tenant.realmId()) && !found.equals(mark)) {
            handle.enter(OwnedSchema.present(handle, tenant).scope());
            SchemaIdentity.mark(handle, tenant.schema(), mark);
        }
    }
}

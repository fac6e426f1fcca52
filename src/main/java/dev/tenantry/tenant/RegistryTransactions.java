package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Handle;
import java.util.function.Function;

/**
 * The door to the registry's tables, for long jobs that keep their state there. Tenants themselves are read and changed
 * by {@link TenantRegistry} and {@link TenantLifecycle}. Thread-safe.
 */
public final class RegistryTransactions {

    private final Database database;

    public RegistryTransactions(Database database) {
        this.database = database;
    }

    /** Runs reads; each is one round trip. */
    public <T> T read(Function<Handle, T> work) {
        return database.read(SchemaName.REGISTRY.scope(), work);
    }

    /** Runs the work in a transaction: committed when it returns, rolled back when it throws. */
    public <T> T write(Function<Handle, T> work) {
        return database.inTransaction(SchemaName.REGISTRY.scope(), work);
    }
}

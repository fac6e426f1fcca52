package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import java.util.function.Function;

/**
 * Opens the registry's tables to long jobs that store their state there. {@link TenantRegistry} and
 * {@link TenantLifecycle} read and change the tenants themselves. Thread-safe.
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

    /** Runs the work in a transaction: committed if the work returns, rolled back if the work throws. */
    public <T> T write(Function<Handle, T> work) {
        return database.inTransaction(SchemaName.REGISTRY.scope(), work);
    }
}

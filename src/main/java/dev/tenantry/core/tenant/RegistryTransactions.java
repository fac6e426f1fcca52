package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.ReadHandle;
import java.util.function.Function;

/** Runs transactions in the registry's schema, for code that has its own tables there, such as jobs. Thread-safe. */
public final class RegistryTransactions {

    private final Database database;

    public RegistryTransactions(Database database) {
        this.database = database;
    }

    /** Runs reads; each read is one round trip. */
    public <T> T read(Function<ReadHandle, T> work) {
        return database.read(SchemaName.REGISTRY.scope(), work);
    }

    /** Runs the work in a transaction. Commits if the work returns, and rolls back if the work throws. */
    public <T> T write(Function<Handle, T> work) {
        return database.inTransaction(SchemaName.REGISTRY.scope(), work);
    }
}

package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Handle;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings a schema to the version of this build, by Flyway, inside a transaction of ours and on its connection: the
 * migrations commit or vanish with everything else in it.
 */
final class SchemaMigrations {

    /** The newest script under {@code db/tenant}: what a tenant's schema is at once it exists. */
    static final int TENANT_VERSION = 1;

    private static final String REGISTRY_SCRIPTS = "classpath:db/registry";
    private static final String TENANT_SCRIPTS = "classpath:db/tenant";

    private SchemaMigrations() {}

    /**
     * Creates or updates the registry. Safe with several servers at once: the lock lets one work and the others find
     * it done.
     */
    static void migrateRegistry(Database database) {
        database.inTransaction(SchemaName.REGISTRY.scope(), handle -> {
            AdvisoryLock.of(SchemaName.REGISTRY).take(handle);
            handle.update("create schema if not exists " + SchemaName.REGISTRY.quoted());
            return migrate(handle, SchemaName.REGISTRY, REGISTRY_SCRIPTS);
        });
    }

    /** @param handle of a transaction whose scope is that schema */
    static void migrateTenant(Handle handle, SchemaName schema) {
        int version = migrate(handle, schema, TENANT_SCRIPTS);
        if (version != TENANT_VERSION) {
            throw new IllegalStateException("Schema " + schema + " came to version " + version + ", not to "
                    + TENANT_VERSION + ": TENANT_VERSION and the scripts under db/tenant disagree");
        }
    }

    private static int migrate(Handle handle, SchemaName schema, String scripts) {
        Flyway flyway = flyway(handle.asDataSource(), schema, scripts);
        flyway.migrate();
        MigrationInfo current = flyway.info().current();
        // Flyway sets the session's search_path and leaves it so, which would outlive this transaction.
        handle.update("reset role");
        handle.update("reset search_path");
        handle.query("select set_config('search_path', ?, true)", row -> null, schema.searchPath());
        return Integer.parseInt(current.getVersion().getVersion());
    }

    private static Flyway flyway(DataSource transaction, SchemaName schema, String scripts) {
        return Flyway.configure(SchemaMigrations.class.getClassLoader())
                .dataSource(transaction)
                .locations(scripts)
                .schemas(schema.value())
                .defaultSchema(schema.value())
                .table("schema_history")
                .createSchemas(false)
                .loggers(FlywayLogs.class.getName())
                .group(true) // one transaction for all scripts: ours
                // Its lock for the time of a session would outlive the transaction, and break behind a pooler.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "true"))
                .load();
    }
}

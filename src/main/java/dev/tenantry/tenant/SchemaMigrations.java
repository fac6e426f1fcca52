package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Handle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings a schema to the version of this build, by Flyway, inside a transaction of ours and on its connection: the
 * migrations commit or vanish with everything else in it. Thread-safe.
 */
final class SchemaMigrations {

    /** The scripts on the class path, those of other provider JARs among them. */
    static final SchemaMigrations ON_CLASS_PATH = new SchemaMigrations("classpath:db/tenant");

    private static final String REGISTRY_SCRIPTS = "classpath:db/registry";
    private static final String HISTORY = "schema_history";

    private final String[] scripts;
    private volatile Integer newest;

    /** @param scripts where a tenant's scripts are, as Flyway names places */
    SchemaMigrations(String... scripts) {
        this.scripts = scripts;
    }

    /**
     * Creates or updates the registry. Safe with several servers at once: the lock lets one work and the others find
     * it done.
     */
    static void migrateRegistry(Database database) {
        database.forLongWork().inTransaction(SchemaName.REGISTRY.scope(), handle -> {
            AdvisoryLock.of(SchemaName.REGISTRY).take(handle);
            handle.update("create schema if not exists " + SchemaName.REGISTRY.quoted());
            migrate(handle, OwnedSchema.REGISTRY, flyway(handle, SchemaName.REGISTRY, REGISTRY_SCRIPTS));
            return null;
        });
    }

    /** The version that a tenant's schema is at once it is up to date: that of the newest script. */
    int newest(Database database) {
        if (newest == null) {
            newest = database.inTransaction(SchemaName.REGISTRY.scope(), handle -> {
                // Of a history that is nowhere, every script is still to come.
                MigrationInfo[] all = flyway(handle, SchemaName.REGISTRY, scripts).table("none").load().info().all();
                resetSession(handle, OwnedSchema.REGISTRY);
                return version(all[all.length - 1]);
            });
        }
        return newest;
    }

    /**
     * Brings a tenant's schema up to date.
     *
     * @param handle of a transaction in that schema
     */
    void migrateTenant(Handle handle, OwnedSchema owned) {
        migrate(handle, owned, flyway(handle, owned.schema(), scripts));
    }

    /** Brings a tenant's schema to a version and no further. */
    void migrateTenant(Handle handle, OwnedSchema owned, int version) {
        migrate(handle, owned, flyway(handle, owned.schema(), scripts).target(String.valueOf(version)));
    }

    /** What was done to a tenant's schema, and what is still to come, in order. */
    List<Migration> history(Handle handle, OwnedSchema owned) {
        MigrationInfo[] all = flyway(handle, owned.schema(), scripts).load().info().all();
        resetSession(handle, owned);
        return Arrays.stream(all)
                .map(info -> new Migration(
                        version(info),
                        info.getDescription(),
                        info.getInstalledOn() == null ? null : info.getInstalledOn().toInstant()))
                .toList();
    }

    /** The version that a tenant's schema says it has, 0 where it says nothing. */
    static int versionOf(Handle handle) {
        return handle.count("select coalesce(max(version::integer), 0) from " + HISTORY + " where success");
    }

    private static void migrate(Handle handle, OwnedSchema owned, FluentConfiguration flyway) {
        try {
            flyway.load().migrate();
        } catch (FlywayException failure) {
            throw MigrationException.of(failure);
        }
        resetSession(handle, owned);
    }

    /** Flyway sets the session's role and search_path and leaves them so, which would outlive this transaction. */
    private static void resetSession(Handle handle, OwnedSchema owned) {
        handle.update("reset role");
        handle.update("reset search_path");
        handle.enter(owned.scope());
    }

    private static int version(MigrationInfo info) {
        return Integer.parseInt(info.getVersion().getVersion());
    }

    private static FluentConfiguration flyway(Handle handle, SchemaName schema, String... scripts) {
        return Flyway.configure(SchemaMigrations.class.getClassLoader())
                .dataSource(handle.asDataSource())
                .locations(scripts)
                .schemas(schema.value())
                .defaultSchema(schema.value())
                .table(HISTORY)
                .createSchemas(false)
                .loggers(FlywayLogs.class.getName())
                .group(true) // one transaction for all scripts: ours
                // Its lock for the time of a session would outlive the transaction, and break behind a pooler.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "true"));
    }
}

package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.ReadHandle;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.SchemaName;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Migrates a schema to the version of this build. If possible, runs the scripts without Flyway, which is faster. Works
 * inside the caller's transaction. Thread-safe.
 */
public final class SchemaMigrations {

    /** Migrates by the scripts on the class path. These include scripts in other provider JARs. */
    public static final SchemaMigrations ON_CLASS_PATH = new SchemaMigrations("classpath:db/tenant");

    private static final MigrationScripts REGISTRY_SCRIPTS = new MigrationScripts("classpath:db/registry");

    private final MigrationScripts scripts;
    private volatile Integer newest;

    /** @param places the locations of the scripts for tenants' schemas, in Flyway's notation */
    public SchemaMigrations(String... places) {
        this.scripts = new MigrationScripts(places);
    }

    /**
     * Creates or updates the registry's schema. Several servers may call this method at once: one server migrates the
     * schema under a lock.
     */
    public static void migrateRegistry(Database database) {
        database.withoutTimeouts().inTransaction(SchemaCreation.onOneServer(SchemaName.REGISTRY.scope()), handle -> {
            AdvisoryLock.of(SchemaName.REGISTRY).take(handle);
            handle.update("create schema if not exists " + SchemaName.REGISTRY.quoted());
            migrate(handle, OwnedSchema.REGISTRY, REGISTRY_SCRIPTS.flyway(handle, SchemaName.REGISTRY));
            return null;
        });
    }

    /** The version that a tenant's schema has after all migrations: the number of the newest script. */
    public int newest(Database database) {
        if (newest == null) {
            newest = database.inTransaction(
                    SchemaName.REGISTRY.scope(), handle -> newest(handle, OwnedSchema.REGISTRY));
        }
        return newest;
    }

    private int newest(Handle handle, OwnedSchema owned) {
        List<MigrationScript> all = scripts.all(handle, owned);
        return all.get(all.size() - 1).number();
    }

    /**
     * Migrates a tenant's schema to the newest version.
     *
     * @param handle a handle whose transaction has entered the tenant's schema
     */
    public void migrateTenant(Handle handle, OwnedSchema owned) {
        migrateTenant(handle, owned, newest(handle, owned));
    }

    /** Migrates a tenant's schema up to the given version. */
    public void migrateTenant(Handle handle, OwnedSchema owned, int version) {
        List<MigrationScript> upToVersion = scripts.all(handle, owned).stream()
                .filter(script -> script.number() <= version)
                .toList();
        if (!PlainMigration.run(handle, owned, upToVersion)) {
            migrateByFlyway(handle, owned, version);
        }
    }

    /** Migrates a tenant's schema up to the given version. Always uses Flyway. */
    public void migrateByFlyway(Handle handle, OwnedSchema owned, int version) {
        PlainMigration.begin(handle);
        migrate(handle, owned, scripts.flyway(handle, owned.schema()).target(String.valueOf(version)));
    }

    /** Returns the applied and the pending scripts of a tenant's schema, in the order of their versions. */
    public List<Migration> history(Handle handle, OwnedSchema owned) {
        MigrationInfo[] all = scripts.flyway(handle, owned.schema()).load().info().all();
        MigrationScripts.leave(handle, owned);
        return Arrays.stream(all)
                .map(info -> new Migration(
                        Integer.parseInt(info.getVersion().getVersion()),
                        info.getDescription(),
                        info.getInstalledOn() == null ? null : info.getInstalledOn().toInstant()))
                .toList();
    }

    /**
     * Returns the newest version in the history of a tenant's schema; 0 if the history lists no script that succeeded.
     */
    public static int versionOf(ReadHandle handle) {
        return handle.count(SchemaVersion.OF_HISTORY);
    }

    private static void migrate(Handle handle, OwnedSchema owned, FluentConfiguration flyway) {
        try {
            flyway.load().migrate();
        } catch (FlywayException failure) {
            throw MigrationException.of(failure);
        }
        MigrationScripts.leave(handle, owned);
    }
}

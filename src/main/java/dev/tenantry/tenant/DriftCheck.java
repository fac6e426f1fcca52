package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares a tenant's schema with what the migrations make of the version that it says it has, whatever state the
 * tenant is in. Reads only. Thread-safe.
 */
public final class DriftCheck {

    private final TenantDatabases databases;
    private final SchemaMigrations migrations;

    /** By the name of the database: one server words both sides of a comparison. */
    private final Map<String, ReferenceCatalogs> references = new ConcurrentHashMap<>();

    public DriftCheck(TenantDatabases databases) {
        this(databases, SchemaMigrations.ON_CLASS_PATH);
    }

    DriftCheck(TenantDatabases databases, SchemaMigrations migrations) {
        this.databases = databases;
        this.migrations = migrations;
    }

    /**
     * Waits for a migration of that tenant which is under way.
     *
     * @throws TenantException (wrong state) where the schema is newer than this server
     */
    public Drift of(Tenant tenant) {
        Database database = databases.of(tenant);
        Found found = database.forLongWork().inTransaction(Scope.NONE, handle -> find(handle, tenant));
        SchemaCatalog reference = references
                .computeIfAbsent(tenant.database(), name -> new ReferenceCatalogs(database, migrations))
                .of(found.version);
        return Drift.between(found.version, reference, found.catalog);
    }

    private static Found find(Handle handle, Tenant tenant) {
        AdvisoryLock.of(tenant.schema()).take(handle); // else a migration could end between these two
        handle.enter(OwnedSchema.present(handle, tenant).scope());
        return new Found(version(handle, tenant), SchemaCatalog.read(new TenantHandle(handle)));
    }

    /** Of the schema's own history; where that is gone, which is drift too, of the registry. */
    private static int version(Handle handle, Tenant tenant) {
        boolean hasHistory = handle.first("select to_regclass('schema_history')", row -> row.getString(1) != null)
                .orElseThrow();
        int version = hasHistory ? SchemaMigrations.versionOf(handle) : 0;
        return version == 0 ? tenant.schemaVersion() : version;
    }

    private record Found(int version, SchemaCatalog catalog) {}
}

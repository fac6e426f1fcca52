package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;

/**
 * Compares a tenant's schema with what the migrations make of the version that it says it has, whatever state the
 * tenant is in. Reads only. Thread-safe.
 */
public final class DriftCheck {

    private final Database database;
    private final ReferenceCatalogs references;

    public DriftCheck(Database database) {
        this(database, SchemaMigrations.ON_CLASS_PATH);
    }

    DriftCheck(Database database, SchemaMigrations migrations) {
        this.database = database.forLongWork();
        this.references = new ReferenceCatalogs(database, migrations);
    }

    /**
     * Waits for a migration of that tenant which is under way.
     *
     * @throws TenantException (wrong state) where the schema is newer than this server
     */
    public Drift of(Tenant tenant) {
        Found found = database.inTransaction(Scope.NONE, handle -> find(handle, tenant));
        return Drift.between(found.version, references.of(found.version), found.catalog);
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

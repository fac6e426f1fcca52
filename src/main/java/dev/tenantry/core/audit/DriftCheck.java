package dev.tenantry.core.audit;

import dev.tenantry.core.audit.ReferenceCatalogs.Reference;
import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.schema.SchemaCatalog;
import dev.tenantry.core.schema.SchemaMigrations;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares a tenant's schema with a freshly made schema of the same version. The tenant may be in any state. Reads
 * only. Thread-safe.
 */
public final class DriftCheck {

    /**
     * The longest time that a comparison waits for the schema's lock. The value equals the timeout with which an
     * operation waits for the realm's lock. Clients and proxies wait longer than this for an answer.
     */
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(15);

    private final TenantDatabases databases;
    private final SchemaMigrations migrations;
    private final Duration schemaTimeout;

    /**
     * A map from a database's name to the catalogs of freshly made schemas in this database. The two schemas of a
     * comparison must be on the same PostgreSQL server, because PostgreSQL's versions write definitions differently.
     */
    private final Map<String, ReferenceCatalogs> references = new ConcurrentHashMap<>();

    public DriftCheck(TenantDatabases databases) {
        this(databases, SchemaMigrations.ON_CLASS_PATH);
    }

    public DriftCheck(TenantDatabases databases, SchemaMigrations migrations) {
        this(databases, migrations, SCHEMA_TIMEOUT);
    }

    DriftCheck(TenantDatabases databases, SchemaMigrations migrations, Duration schemaTimeout) {
        this.databases = databases;
        this.migrations = migrations;
        this.schemaTimeout = schemaTimeout;
    }

    /**
     * Compares the tenant's schema with a freshly made schema of the same version. If a migration of the tenant is
     * running, first waits up to 15 s until the migration ends.
     *
     * @throws BusyException if another operation still holds the schema's lock after 15 s
     * @throws DatabaseUnavailableException if another transaction locks a table of the tenant for longer than {@link
     *     Database#lockTimeout}
     * @throws TenantException (wrong state) if the schema is newer than this server
     */
    public Drift of(Tenant tenant) {
        Found found = look(tenant);
        return Drift.between(
                found.version, references(tenant.database()).of(found.version).catalog(), found.catalog);
    }

    /**
     * Compares the schema as {@link #of} does. Returns empty if the schema is newer than this server, for example
     * during a rolling upgrade.
     */
    Optional<Drift> find(Tenant tenant) {
        Found found = look(tenant);
        return references(tenant.database())
                .find(found.version)
                .map(reference -> Drift.between(found.version, reference.catalog(), found.catalog));
    }

    /**
     * Returns the fingerprint of a freshly made schema of the given version; empty if the version is newer than this
     * server.
     */
    Optional<String> fingerprint(String database, int version) {
        return references(database).find(version).map(Reference::fingerprint);
    }

    private ReferenceCatalogs references(String database) {
        return references.computeIfAbsent(
                database, name -> new ReferenceCatalogs(databases.named(name), migrations));
    }

    private Found look(Tenant tenant) {
        Database database = databases.of(tenant).withoutTimeouts();
        return database.inTransaction(Scope.NONE, handle -> look(handle, tenant, database.lockTimeout()));
    }

    private Found look(Handle handle, Tenant tenant, Duration lockTimeout) {
        // Without the lock, a migration could end between the read of the version and the read of the catalog.
        AdvisoryLock.of(tenant.schema()).take(handle, schemaTimeout);
        handle.setLockTimeout(lockTimeout);
        handle.enter(OwnedSchema.present(handle, tenant).scope());
        return new Found(version(handle, tenant), SchemaCatalog.read(new TenantHandle(handle)));
    }

    /**
     * Returns the schema version from the table {@code schema_history} of the tenant's schema. If the table is missing
     * or empty, returns the version from the registry. A missing or empty table is drift, too.
     */
    private static int version(Handle handle, Tenant tenant) {
        boolean hasHistory = handle.first("select to_regclass('schema_history')", row -> row.getString(1) != null)
                .orElseThrow();
        int version = hasHistory ? SchemaMigrations.versionOf(handle) : 0;
        return version == 0 ? tenant.schemaVersion() : version;
    }

    private record Found(int version, SchemaCatalog catalog) {}
}

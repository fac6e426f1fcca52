package dev.tenantry.core.audit;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.schema.SchemaCatalog;
import dev.tenantry.core.schema.SchemaCreation;
import dev.tenantry.core.schema.SchemaFingerprints;
import dev.tenantry.core.schema.SchemaMigrations;
import dev.tenantry.core.schema.SearchExtension;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantHandle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Provides the catalog of a freshly made schema of a given version. Flyway makes the schema in a transaction that is
 * then rolled back. The catalogs are cached. If the database gains or loses pg_trgm, the catalogs are made again, since
 * the search index needs pg_trgm. Rejected: a stored list of a schema's objects for each version. Such a list could be
 * wrong, and its definitions would come from another PostgreSQL server than the tenant's schema. Thread-safe.
 */
final class ReferenceCatalogs {

    private final Database database;
    private final SchemaMigrations migrations;
    private final SearchExtension searching;
    private final Map<Made, Reference> made = new ConcurrentHashMap<>();

    ReferenceCatalogs(Database database, SchemaMigrations migrations) {
        this.database = database.withoutTimeouts();
        this.migrations = migrations;
        this.searching = new SearchExtension(database);
    }

    /**
     * Returns the catalog of a freshly made schema of the given version, and the schema's fingerprint. Returns empty if
     * the version is newer than this server, for example during a rolling upgrade.
     */
    Optional<Reference> find(int version) {
        return version > migrations.newest(database) ? Optional.empty() : Optional.of(known(version));
    }

    /** @throws TenantException (wrong state) if the given version is newer than this server */
    Reference of(int version) {
        return find(version).orElseThrow(() -> TenantException.newer(version, migrations.newest(database)));
    }

    private Reference known(int version) {
        Made now = new Made(version, searching.isUsable());
        Reference known = made.get(now);
        if (known != null) {
            return known;
        }
        Reference reference = make(version); // two threads may do this at once: each new schema has its own name
        made.put(now, reference);
        return reference;
    }

    private Reference make(int version) {
        SchemaName scratch = SchemaName.scratch();
        Transaction transaction = database.begin(SchemaCreation.onOneServer(scratch.scope()));
        try {
            transaction.handle().update("create schema " + scratch.quoted());
            migrations.migrateByFlyway(transaction.handle(), new OwnedSchema(scratch, null), version);
            return new Reference(
                    SchemaCatalog.read(new TenantHandle(transaction.handle())),
                    SchemaFingerprints.of(transaction.handle(), scratch));
        } finally {
            transaction.rollback();
        }
    }

    /** @param fingerprint the fingerprint of the schema, see {@link SchemaFingerprints} */
    record Reference(SchemaCatalog catalog, String fingerprint) {}

    private record Made(int version, boolean searchable) {}
}

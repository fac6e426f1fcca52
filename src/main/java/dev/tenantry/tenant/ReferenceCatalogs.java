package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Transaction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the catalog says of a schema that nobody has touched, for each version: Flyway itself makes one, in a
 * transaction that is rolled back. No list is kept that could be wrong, and the same server words both sides of a
 * comparison. Remembered once made, for as long as the database goes on having pg_trgm, or none. Thread-safe.
 */
final class ReferenceCatalogs {

    private final Database database;
    private final SchemaMigrations migrations;
    private final SearchExtension searching;
    private final Map<Made, SchemaCatalog> made = new ConcurrentHashMap<>();

    ReferenceCatalogs(Database database, SchemaMigrations migrations) {
        this.database = database.forLongWork();
        this.migrations = migrations;
        this.searching = new SearchExtension(database);
    }

    /** @throws TenantException (wrong state) where this server has no script of that version */
    SchemaCatalog of(int version) {
        Made now = new Made(version, searching.isUsable());
        SchemaCatalog known = made.get(now);
        if (known != null) {
            return known;
        }
        SchemaCatalog reference = make(version); // by two at once, now and then: their schemas have different names
        made.put(now, reference);
        return reference;
    }

    private SchemaCatalog make(int version) {
        int newest = migrations.newest(database);
        if (version > newest) {
            throw TenantException.newer(version, newest);
        }
        SchemaName scratch = SchemaName.scratch();
        Transaction transaction = database.begin(scratch.scope());
        try {
            transaction.handle().update("create schema " + scratch.quoted());
            migrations.migrateByFlyway(transaction.handle(), new OwnedSchema(scratch, null), version);
            return SchemaCatalog.read(new TenantHandle(transaction.handle()));
        } finally {
            transaction.rollback();
        }
    }

    private record Made(int version, boolean searchable) {}
}

package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.schema.FoundSchema.Access;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.RoleName;
import dev.tenantry.core.tenant.SchemaName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the schemas whose names begin with Tenantry's prefix from PostgreSQL's catalog. Each query waits for a locked
 * table for at most {@link Database#lockTimeout}. If a table stays locked, only the result for the table's schema is
 * incomplete. Thread-safe.
 */
final class SchemaFacts {

    /**
     * The maximum number of attempts to read the fingerprints. A read that times out because of a locked table is
     * repeated without the schema of this table.
     */
    private static final int ATTEMPTS = 3;

    private final Database database;
    private final String prefix;

    SchemaFacts(Database database, String prefix) {
        this.database = database.forInspection();
        this.prefix = prefix;
    }

    boolean exist(SchemaName schema) {
        return 1 == database.read(Scope.NONE, handle -> handle.count(
                "select count(*) from pg_namespace where nspname = ?", schema.value()));
    }

    /**
     * Returns all schemas with Tenantry's prefix. The catalog is read for all schemas together. Then one query for each
     * schema reads the version of the schema.
     */
    List<FoundSchema> all() {
        Fingerprints fingerprints = fingerprints(prefix);
        List<FoundSchema> found = new ArrayList<>();
        for (Owned schema : schemas()) {
            withVersion(schema, fingerprints).ifPresent(found::add);
        }
        return found;
    }

    /** Returns the schema with this name, if it exists and the name begins with Tenantry's prefix. */
    Optional<FoundSchema> find(String name) {
        return schemas().stream()
                .filter(schema -> schema.name.value().equals(name))
                .findFirst()
                .flatMap(schema -> withVersion(schema, fingerprints(name)));
    }

    /**
     * Reads the fingerprints. If a lock timeout ends the query, repeats the query without the schemas that have a
     * locked table.
     */
    private Fingerprints fingerprints(String beginning) {
        Set<String> locked = new HashSet<>();
        for (int attempt = 1;; attempt++) {
            try {
                return new Fingerprints(database.read(SchemaFingerprints.SCOPE,
                        handle -> SchemaFingerprints.read(handle, beginning, locked)), locked);
            } catch (DatabaseUnavailableException failure) {
                if (!failure.isLockTimeout() || attempt == ATTEMPTS) {
                    throw failure;
                }
                locked.addAll(locked(beginning));
            }
        }
    }

    private List<String> locked(String beginning) {
        return database.read(
                Scope.NONE, handle -> handle.query(CatalogSql.LOCKED, row -> row.getString(1), beginning));
    }

    private List<Owned> schemas() {
        return database.read(Scope.NONE, handle -> handle.query("""
                select n.nspname, pg_get_userbyid(n.nspowner) as owner, pg_has_role(n.nspowner, 'member') as open,
                  pg_get_userbyid(n.nspowner) = current_user as own,
                  coalesce(obj_description(n.oid, 'pg_namespace'), '') as identity,
                  exists (select from pg_class c where c.relnamespace = n.oid and c.relname = 'users') as users,
                  exists (select from pg_class c where c.relnamespace = n.oid and c.relname = 'schema_history') as history
                from pg_namespace n
                where starts_with(n.nspname, ?) and n.nspname ~ '^[a-z][a-z0-9_]*$'
                order by n.nspname""",
                row -> new Owned(
                        SchemaName.stored(row.getString("nspname")), row.getString("owner"), row.getString("identity"),
                        row.getBoolean("open"), row.getBoolean("own"), row.getBoolean("users"), row.getBoolean("history")),
                prefix));
    }

    /** @return empty if the schema was dropped after the list of schemas was read */
    private Optional<FoundSchema> withVersion(Owned schema, Fingerprints fingerprints) {
        if (fingerprints.locked.contains(schema.name.value())) {
            return Optional.of(schema.found(null, Access.LOCKED, fingerprints));
        }
        try {
            Integer version = schema.open && schema.history ? version(schema) : null;
            return Optional.of(schema.found(version, Access.READABLE, fingerprints));
        } catch (DatabaseUnavailableException outage) {
            if (outage.isOfAnotherServer()) {
                return Optional.of(schema.found(null, Access.UNREACHABLE, fingerprints));
            }
            if (outage.isLockTimeout()) {
                return Optional.of(schema.found(null, Access.LOCKED, fingerprints));
            }
            throw outage;
        } catch (DatabaseException failure) {
            // The schema was dropped after the list of schemas was read, or the schema's history is damaged. An
            // inspection reports the damage as drift.
            return exist(schema.name) ? Optional.of(schema.found(null, Access.READABLE, fingerprints)) : Optional.empty();
        }
    }

    /**
     * Reads the version as the schema's owner, since the pool's own role may lack the right to read a tenant's schema.
     */
    private Integer version(Owned schema) {
        RoleName role = schema.own ? null : RoleName.ofOwner(schema.owner).orElse(null);
        return database.read(new OwnedSchema(schema.name, role).scope(), SchemaMigrations::versionOf);
    }

    private record Owned(
            SchemaName name, String owner, String identity, boolean open, boolean own, boolean users, boolean history) {

        FoundSchema found(Integer versionOrNull, Access access, Fingerprints fingerprints) {
            String fingerprint = fingerprints.byName.getOrDefault(name.value(), "");
            return new FoundSchema(name, owner, identity, open, users && history, versionOrNull, access, fingerprint);
        }
    }

    /** @param locked the names of the schemas that have no fingerprint, because one of their tables is locked */
    private record Fingerprints(Map<String, String> byName, Set<String> locked) {}
}

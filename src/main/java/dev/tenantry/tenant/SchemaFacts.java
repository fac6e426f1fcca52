package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What PostgreSQL's catalog says of schemas that look like tenants'. Thread-safe. */
final class SchemaFacts {

    /** Schemas asked for their version in one statement, each of which is a lock. */
    private static final int PAGE = 30;

    private final Database database;
    private final String prefix;

    SchemaFacts(Database database, String prefix) {
        this.database = database;
        this.prefix = prefix;
    }

    boolean exist(SchemaName schema) {
        return 1 == database.read(Scope.NONE, handle -> handle.count(
                "select count(*) from pg_namespace where nspname = ?", schema.value()));
    }

    /** Schemas of our prefix that have users and a history of migrations, and which version they say they have. */
    Map<SchemaName, Integer> versions() {
        List<SchemaName> schemas = schemas();
        Map<SchemaName, Integer> versions = new HashMap<>();
        for (int first = 0; first < schemas.size(); first += PAGE) {
            versions.putAll(versions(schemas.subList(first, Math.min(first + PAGE, schemas.size()))));
        }
        return versions;
    }

    /** The schema of that name, if it is one of these. */
    Optional<SchemaName> find(String name) {
        return schemas().stream().filter(schema -> schema.value().equals(name)).findFirst();
    }

    private List<SchemaName> schemas() {
        return database.read(Scope.NONE, handle -> handle.query("""
                select n.nspname from pg_namespace n
                where starts_with(n.nspname, ?)
                  and exists (select from pg_class c where c.relnamespace = n.oid and c.relname = 'users')
                  and exists (select from pg_class c where c.relnamespace = n.oid and c.relname = 'schema_history')
                order by n.nspname""", row -> SchemaName.stored(row.getString(1)), prefix));
    }

    private Map<SchemaName, Integer> versions(List<SchemaName> page) {
        String sql = page.stream()
                .map(schema -> "select ? as name, coalesce(max(version::integer), 0) as version from "
                        + schema.quoted() + ".schema_history where success")
                .collect(Collectors.joining(" union all "));
        Object[] names = page.stream().map(SchemaName::value).toArray();
        Map<SchemaName, Integer> versions = new HashMap<>();
        database.read(Scope.NONE, handle -> handle.query(
                        sql, row -> Map.entry(SchemaName.stored(row.getString("name")), row.getInt("version")), names))
                .forEach(version -> versions.put(version.getKey(), version.getValue()));
        return versions;
    }
}

package dev.tenantry.core.bundle;

import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table of a tenant's schema, as described by PostgreSQL's catalog.
 *
 * @param quoted the table's name for SQL, quoted by PostgreSQL if necessary
 * @param columns the names of the columns, in the order of the table; quoted if necessary
 * @param parents the names of the other tables that this table's foreign keys reference. The rows of these other tables
 *     must be inserted before the rows of this table
 */
record BundleTable(String name, String quoted, List<String> columns, List<String> parents) {

    /**
     * The query for the tables of a schema. Leaves out Flyway's table of applied migrations, since the migrations of
     * the new schema fill this table. Leaves out partitions, since their rows are read through the partitioned table.
     */
    private static final String TABLES = """
            select c.relname as name, quote_ident(c.relname) as quoted,
              array(
                select quote_ident(a.attname) from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
              array(
                select p.relname::text from pg_constraint f join pg_class p on p.oid = f.confrelid
                where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid) as parents
            from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and c.relname <> 'schema_history'
            order by c.relname <> 'users', c.relname""";

    private static final RowMapper<BundleTable> TABLE = row -> new BundleTable(
            row.getString("name"),
            row.getString("quoted"),
            Arrays.asList((String[]) row.getArray("columns").getArray()),
            Arrays.asList((String[]) row.getArray("parents").getArray()));

    /**
     * Returns all tables of the handle's schema, each table after the tables that its foreign keys reference. The table
     * of users comes first: to convert the rows of other tables, the SQL of {@link NewIds#expression} queries the table
     * of users.
     */
    static List<BundleTable> of(TenantReadHandle handle) {
        List<BundleTable> waiting = new ArrayList<>(handle.query(TABLES, TABLE));
        List<BundleTable> ordered = new ArrayList<>();
        Set<String> there = new HashSet<>();
        while (!waiting.isEmpty()) {
            List<BundleTable> next = waiting.stream().filter(table -> there.containsAll(table.parents)).toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("Tables refer to each other in a circle: " + waiting);
            }
            next.forEach(table -> there.add(table.name));
            ordered.addAll(next);
            waiting.removeAll(next);
        }
        return ordered;
    }

    boolean isOfUsers() {
        return name.equals("users");
    }

    boolean isOfInvitations() {
        return name.equals("invitation");
    }

    /** True only for the table of events: a tenant can be exported without its events. */
    boolean isOptional() {
        return name.equals("event");
    }

    /** Returns the name of the bundle's entry that holds the table's rows. */
    String entry() {
        return name + ".ndjson";
    }
}

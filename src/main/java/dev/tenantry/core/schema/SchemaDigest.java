package dev.tenantry.core.schema;

import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.Sha256;
import dev.tenantry.core.tenant.TenantHandle;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The digests of all rows in a tenant's schema: one digest for each table, in the order of the tables' names. The table
 * of Flyway's history is left out. Events are counted, and have no digest. Two schemas of one version with equal rows
 * have equal digests, on any PostgreSQL server, and in any order of the rows and columns.
 *
 * <p>The digest proves that nothing was lost or changed by mistake. The digest does not protect against manipulation:
 * an attacker who can choose rows freely could find other rows with an equal digest.
 */
public record SchemaDigest(List<TableDigest> tables) {

    /**
     * Sets all settings that affect how PostgreSQL writes a value as text. The settings apply until the transaction
     * ends. Dates need no setting: with JDBC they are always ISO 8601.
     */
    private static final String SETTINGS = """
            set local timezone to 'UTC';
            set local bytea_output to 'hex';
            set local extra_float_digits to 1;
            set local intervalstyle to 'iso_8601';
            set local lc_monetary to 'C'""";

    /**
     * Selects the name of each table in two forms: the plain name, and the name for use in a statement. The second form
     * begins with the schema's name, and is quoted if necessary. Leaves out partitioned tables, because their rows are
     * in the partitions.
     */
    private static final String TABLES = """
            select c.relname, format('%I.%I', current_schema(), c.relname) as quoted
            from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
              and c.relname <> 'schema_history'""";

    /**
     * Computes the digest of a table: the bitwise XOR of the digests of all rows. Therefore the rows need neither be
     * sorted nor kept in memory. Two equal rows would cancel each other out. But every table has a unique key, and the
     * number of rows is compared too. The order of the columns does not matter, since jsonb sorts its keys.
     */
    private static final String ROWS = """
            select ? as name, count(*) as rows,
              bit_xor(('x' || encode(sha256(convert_to(to_jsonb(r.*)::text, 'UTF8')), 'hex'))::bit(256))::text as digest
            from only %s r""";

    /** Events are only counted, because there may be millions of events, and because they are not part of a user. */
    private static final String EVENT_ROWS = "select ? as name, count(*) as rows, null::text as digest from only %s r";

    private static final RowMapper<TableDigest> TABLE_DIGEST = row ->
            new TableDigest(row.getString("name"), row.getLong("rows"), hexadecimal(row.getString("digest")));

    public SchemaDigest {
        tables = tables.stream().sorted(Comparator.comparing(TableDigest::table)).toList();
    }

    /**
     * Reads every row of the handle's schema in one statement, so that all rows are from one snapshot. PostgreSQL
     * streams the rows and does not collect them in memory.
     *
     * @param handle a handle in a transaction
     */
    public static SchemaDigest read(TenantHandle handle) {
        handle.update(SETTINGS);
        List<Table> tables = handle.query(
                TABLES, row -> new Table(row.getString("relname"), row.getString("quoted")));
        if (tables.isEmpty()) {
            return new SchemaDigest(List.of());
        }
        String sql = tables.stream()
                .map(table -> (table.name.equals("event") ? EVENT_ROWS : ROWS).formatted(table.quoted))
                .collect(Collectors.joining("\nunion all\n"));
        return new SchemaDigest(handle.query(sql, TABLE_DIGEST, tables.stream().map(Table::name).toArray()));
    }

    private static String hexadecimal(String bitsOrNull) {
        BigInteger bits = bitsOrNull == null ? BigInteger.ZERO : new BigInteger(bitsOrNull, 2);
        return "%064x".formatted(bits);
    }

    /** The number of rows of all tables together. */
    public long rows() {
        return tables.stream().mapToLong(TableDigest::rows).sum();
    }

    /**
     * The digest of all tables together, in hexadecimal digits: the SHA-256 of one line for each table. A line consists
     * of the table's name, its number of rows and its digest.
     */
    public String digest() {
        return Sha256.ofLines(tables.stream().map(TableDigest::line).toList());
    }

    private record Table(String name, String quoted) {}
}

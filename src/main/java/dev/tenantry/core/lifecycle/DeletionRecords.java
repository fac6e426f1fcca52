package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.schema.SchemaDigest;
import dev.tenantry.core.schema.TableDigest;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantHandle;
import java.sql.Array;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores the deletion records of dropped tenants. Thread-safe. */
public final class DeletionRecords {

    private static final String COLUMNS = """
            realm_id, name, database_name, schema_name, provisioned_at, dropped_at, digest,
            array(select array[key, value] from jsonb_each_text(row_counts) order by key) as row_counts""";

    private static final RowMapper<DeletionRecord> RECORD = row -> new DeletionRecord(
            row.getString("realm_id"),
            row.getString("name"),
            row.getString("database_name"),
            row.getString("schema_name"),
            row.getTimestamp("provisioned_at").toInstant(),
            row.getTimestamp("dropped_at").toInstant(),
            counts(row.getArray("row_counts")),
            row.getString("digest"));

    private final TenantDatabases databases;

    public DeletionRecords(TenantDatabases databases) {
        this.databases = databases;
    }

    /**
     * Writes the deletion record of a tenant before the tenant's schema is dropped. If an interrupted drop has already
     * written the record, this record stays unchanged. Reason: the schema may have lost rows since then, so a new
     * record would be incomplete.
     */
    void record(Tenant tenant) {
        SchemaDigest digest = databases.of(tenant).forRemoval().inTransaction(Scope.NONE, handle -> {
            AdvisoryLock.of(tenant.schema()).take(handle); // otherwise another server could drop a table now
            handle.enter(OwnedSchema.present(handle, tenant).scope());
            return SchemaDigest.read(new TenantHandle(handle));
        });
        String[] tables = digest.tables().stream().map(TableDigest::table).toArray(String[]::new);
        String[] rows = digest.tables().stream().map(table -> Long.toString(table.rows())).toArray(String[]::new);
        databases.main().inTransaction(SchemaName.REGISTRY.scope(), handle -> handle.update("""
                insert into deletion_record
                  (realm_id, name, database_name, schema_name, provisioned_at, row_counts, digest)
                select realm_id, name, database_name, schema_name, created_at,
                  (select coalesce(jsonb_object_agg(t.name, t.rows::bigint), '{}')
                   from unnest(?::text[], ?::text[]) t(name, rows)), ?
                from tenant where realm_id = ?
                on conflict do nothing""", tables, rows, digest.digest(), tenant.realmId()));
    }

    /** True if the drop of the tenant's schema has begun. */
    boolean has(Tenant tenant) {
        return 1 == databases.main().<Integer>read(SchemaName.REGISTRY.scope(), handle -> handle.count("""
                select count(*) from deletion_record
                join tenant on tenant.realm_id = deletion_record.realm_id
                  and tenant.created_at = deletion_record.provisioned_at
                where tenant.realm_id = ?""", tenant.realmId()));
    }

    /**
     * Returns a page of the deletion records of tenants with this name, or of all tenants if the name is null. The
     * record of the latest drop comes first.
     */
    public List<DeletionRecord> list(String name, int first, int max) {
        return query("where name = coalesce(?, name) order by dropped_at desc, realm_id offset ? limit ?",
                name, first, max);
    }

    /**
     * Returns the latest deletion record of the realm. A realm has several records if a bundle restored the tenant
     * after a drop, and the tenant was dropped again.
     */
    public Optional<DeletionRecord> find(String realmId) {
        return query("where realm_id = ? order by dropped_at desc limit 1", realmId).stream().findFirst();
    }

    private List<DeletionRecord> query(String condition, Object... parameters) {
        return databases.main().read(
                SchemaName.REGISTRY.scope(),
                handle -> handle.query(
                        "select " + COLUMNS + " from deletion_record " + condition, RECORD, parameters));
    }

    private static Map<String, Long> counts(Array tables) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        if (tables.getArray() instanceof String[][] pairs) { // an empty array of PostgreSQL is not two-dimensional
            for (String[] pair : pairs) {
                counts.put(pair[0], Long.valueOf(pair[1]));
            }
        }
        return counts;
    }
}

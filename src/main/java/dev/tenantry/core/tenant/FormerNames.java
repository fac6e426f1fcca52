package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.RowMapper;
import java.util.List;
import java.util.Optional;

/**
 * Reserves each former name of a tenant for the tenant's realm, until an operator ends the reservation. A name is a
 * part of the issuer in tokens: if another realm got the name, applications could accept that realm's tokens as tokens
 * of the tenant that had the name. Thread-safe.
 *
 * <p>The transaction that renames a tenant, or marks a tenant as being dropped, also inserts the old name into table
 * {@code former_name}. The transaction that gives a name to a tenant has two statements, in this order: the first
 * writes the name into the tenant's row, and the second ({@link #requireFree}) reads {@code former_name}. If another
 * tenant is losing the name at the same time, the unique index on tenants' names makes the first statement wait for the
 * other transaction. The second statement has a new snapshot, and therefore sees the reservation that the other
 * transaction has committed.
 */
public final class FormerNames {

    /**
     * The prefix of the text that stands for the realm id of a schema without a realm. No realm id contains a colon.
     */
    public static final String UNBOUND = "unbound:";

    /** Selects the reserved names. Leaves out each name that is the current name of the realm's tenant. */
    private static final String FROM = """
            from former_name f left join tenant t on t.realm_id = f.realm_id
            where t.name is distinct from f.name""";

    private static final RowMapper<FormerName> FORMER_NAME = row -> new FormerName(
            row.getString("name"),
            row.getString("realm_id"),
            row.getTimestamp("since").toInstant(),
            row.getString("tenant_name"));

    private final Database database;

    public FormerNames(Database main) {
        this.database = main;
    }

    /**
     * Returns one page of the reserved names that contain the search text, in alphabetical order. The text "" finds all
     * names.
     */
    public List<FormerName> list(String search, int first, int max) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.query(
                "select f.name, f.realm_id, f.since, t.name as tenant_name " + FROM
                        + " and strpos(f.name, lower(?)) > 0 order by f.name offset ? limit ?",
                FORMER_NAME, search, first, max));
    }

    /**
     * Ends the reservation of a name: any realm may have the name from now on.
     *
     * @throws TenantException (not found) if the name is not reserved
     */
    public void free(String name) {
        int freed = database.inTransaction(SchemaName.REGISTRY.scope(), handle -> handle.update(
                "delete from former_name where name in (select f.name " + FROM + " and f.name = ?)", name));
        if (freed == 0) {
            throw TenantException.notFormer(name);
        }
    }

    /** The id of the realm whose tenant has or had the name; empty if any realm may have the name. */
    public Optional<String> holder(String name) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.first("""
                select realm_id from tenant where name = ? union all select realm_id from former_name where name = ?""",
                row -> row.getString(1), name, name));
    }

    /** True if former names are reserved for the realm. */
    public boolean areKeptFor(String realmId) {
        return database.<Integer>read(SchemaName.REGISTRY.scope(), handle -> handle.count(
                "select count(*) from former_name where realm_id = ?", realmId)) > 0;
    }

    /**
     * Reserves the current name of a tenant for the tenant's realm. Call in the transaction that renames or drops the
     * tenant. Does nothing for a schema without a realm. Locks the tenant's row: if another transaction is renaming the
     * tenant, waits for that transaction, and then reserves the name that the other transaction has written.
     *
     * @param newNameOrNull the new name of the tenant; null if the tenant is dropped
     */
    static void keep(Handle handle, String realmId, TenantName newNameOrNull) {
        handle.update("""
                insert into former_name (name, realm_id)
                select name, realm_id from tenant
                where realm_id = ? and name is distinct from ? and not starts_with(realm_id, ?)
                for update
                on conflict (name) do update set realm_id = excluded.realm_id, since = excluded.since""",
                realmId, newNameOrNull == null ? null : newNameOrNull.value(), UNBOUND);
    }

    /**
     * Refuses a name that is reserved for another realm. Call in the transaction that wrote the name into the tenant's
     * row, after that write.
     *
     * @throws TenantException (already exists) if the name is reserved for another realm
     */
    static void requireFree(Handle handle, String realmId, TenantName name) {
        boolean isKept = 0 < handle.count(
                "select count(*) from former_name where name = ? and realm_id <> ?", name.value(), realmId);
        if (isKept) {
            throw TenantException.formerName(name.value());
        }
    }

    /**
     * Ends the reservation of the current name of a tenant in state ADOPTING or RELEASING, because the realm continues
     * as a standard realm with this name. Does nothing in any other state. Call just before the tenant's row is
     * deleted.
     */
    static void forget(Handle handle, String realmId) {
        handle.update("""
                delete from former_name f using tenant t
                where t.realm_id = ? and t.state in ('ADOPTING', 'RELEASING')
                  and f.realm_id = t.realm_id and f.name = t.name""", realmId);
    }
}

package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.RowMapper;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each former name of a tenant for the tenant's realm, until an operator frees the name. A name is a part of the
 * issuer in tokens: applications could accept the tokens of another realm of that name as the former tenant's tokens.
 * Thread-safe.
 *
 * <p>A name is given up in the registry transaction that renames the tenant or marks it as being dropped. A name is
 * taken by two statements of one transaction, in this order: the tenant's row gets the name, then {@link #requireFree}
 * reads this table. If another transaction is giving the name up, the unique index on the tenant's name makes the first
 * statement wait for that transaction. The second statement has a new snapshot, and sees what the other transaction
 * committed.
 */
public final class FormerNames {

    /** Begins the text that replaces the realm's id for a schema without a realm. No realm's id holds a colon. */
    public static final String UNBOUND = "unbound:";

    /** Leaves out each former name that its realm has taken again. */
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

    /** One page of the names that contain the search text, in order of name; "" finds all names. */
    public List<FormerName> list(String search, int first, int max) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.query(
                "select f.name, f.realm_id, f.since, t.name as tenant_name " + FROM
                        + " and strpos(f.name, lower(?)) > 0 order by f.name offset ? limit ?",
                FORMER_NAME, search, first, max));
    }

    /**
     * Lets any realm take the name from now on.
     *
     * @throws TenantException (not found) if the name is not kept
     */
    public void free(String name) {
        int freed = database.inTransaction(SchemaName.REGISTRY.scope(), handle -> handle.update(
                "delete from former_name where name in (select f.name " + FROM + " and f.name = ?)", name));
        if (freed == 0) {
            throw TenantException.notFormer(name);
        }
    }

    /** The id of the realm whose tenant has or had the name; empty if any realm may take the name. */
    public Optional<String> holder(String name) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.first("""
                select realm_id from tenant where name = ? union all select realm_id from former_name where name = ?""",
                row -> row.getString(1), name, name));
    }

    /** True if former names are kept for the realm. */
    public boolean areKeptFor(String realmId) {
        return database.<Integer>read(SchemaName.REGISTRY.scope(), handle -> handle.count(
                "select count(*) from former_name where realm_id = ?", realmId)) > 0;
    }

    /**
     * Keeps the current name of a tenant for its realm. Call in the transaction that renames or drops the tenant. Does
     * nothing for a schema without a realm. Locks the row, so that the query reads a name that another rename has just
     * committed.
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
     * Refuses a name that is kept for another realm. Call in the transaction that wrote the name into the tenant's row,
     * after that write.
     *
     * @throws TenantException (already exists) if the name is kept for another realm
     */
    static void requireFree(Handle handle, String realmId, TenantName name) {
        boolean isKept = 0 < handle.count(
                "select count(*) from former_name where name = ? and realm_id <> ?", name.value(), realmId);
        if (isKept) {
            throw TenantException.formerName(name.value());
        }
    }

    /**
     * Removes the tenant's current name from the names that are kept for their tenants: the tenant's realm continues as
     * a standard realm of this name.
     */
    static void forget(Handle handle, String realmId) {
        handle.update("""
                delete from former_name f using tenant t
                where t.realm_id = ? and t.state in ('ADOPTING', 'RELEASING')
                  and f.realm_id = t.realm_id and f.name = t.name""", realmId);
    }
}

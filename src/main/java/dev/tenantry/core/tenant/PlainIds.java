package dev.tenantry.core.tenant;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which realm the plain ids of tenants' users belong to. An id belongs to the realm that has its prefix (see
 * {@link IdPrefix}), or to the realm that reserved it here. Primary keys guarantee that, not the order of checks. Each
 * method is one transaction. Thread-safe.
 *
 * <p>A reservation has two steps, since Keycloak's users may be in another database. {@link #reserve} commits here.
 * Then the caller makes sure that Keycloak's table of users does not have the ids, waits for transactions that are
 * about to insert them, and calls {@link #confirm}. A standard realm that inserts a chosen id reads this table after
 * its insert: of two realms that want one id, the later sees the earlier.
 */
public final class PlainIds {

    private final RegistryTransactions registry;

    public PlainIds(RegistryTransactions registry) {
        this.registry = registry;
    }

    /**
     * Reserves ids for a tenant's realm. Idempotent.
     *
     * @return the ids that another realm has, which are not reserved
     */
    public Set<String> reserve(String realmId, Collection<String> ids) {
        return reserve(realmId, ids, false);
    }

    /**
     * Reserves and confirms ids that users of the realm have in Keycloak's own table, whose primary key has kept them.
     *
     * @return the ids that another realm has, which are not reserved
     */
    public Set<String> reserveOwned(String realmId, Collection<String> ids) {
        return reserve(realmId, ids, true);
    }

    private Set<String> reserve(String realmId, Collection<String> ids, boolean confirmed) {
        String[] all = ids.toArray(String[]::new);
        return registry.write(handle -> {
            handle.defer("lock table id_prefix in share mode"); // a prefix inserted meanwhile is seen, or sees these ids
            handle.defer("""
                    insert into plain_id (id, realm_id, confirmed)
                    select given.id, ?, ? from unnest(?) given (id)
                    where not exists (
                      select from id_prefix join tenant using (realm_id)
                      where prefix = left(lower(given.id), 13) and realm_id <> ?)
                    order by given.id
                    on conflict (id) do update set confirmed = true
                      where excluded.confirmed and plain_id.realm_id = excluded.realm_id""",
                    realmId, confirmed, all, realmId);
            return Set.copyOf(handle.query("""
                    select given.id from unnest(?) given (id)
                    where not exists (select from plain_id where plain_id.id = given.id and realm_id = ?)""",
                    row -> row.getString(1), all, realmId));
        });
    }

    /** Confirms reserved ids: Keycloak's own table of users does not have them. */
    public void confirm(String realmId, Collection<String> ids) {
        update("update plain_id set confirmed = true where realm_id = ? and id = any (?)", realmId, ids);
    }

    /** Cancels reservations that were not confirmed. */
    public void cancel(String realmId, Collection<String> ids) {
        update("delete from plain_id where realm_id = ? and id = any (?) and not confirmed", realmId, ids);
    }

    private void update(String sql, String realmId, Collection<String> ids) {
        registry.write(
                handle -> handle.update(sql, realmId, ids.toArray(String[]::new)));
    }

    /** The ids among the given ids that are reserved for the realm and confirmed. */
    public Set<String> reservedFor(String realmId, Collection<String> ids) {
        return Set.copyOf(registry.read(handle -> handle.query(
                "select id from plain_id where realm_id = ? and id = any (?) and confirmed",
                row -> row.getString(1), realmId, ids.toArray(String[]::new))));
    }

    /** True if the id belongs to another realm. */
    public boolean isOfAnother(String realmId, String id) {
        return !ofOthers(Map.of(id, realmId)).isEmpty();
    }

    /**
     * The ids that belong to another realm than the given realm.
     *
     * @param realmIdById for each id the realm that is expected to own it
     * @return for each id the name of the tenant that owns it, or the realm's id if no tenant has that realm any more
     */
    public Map<String, String> ofOthers(Map<String, String> realmIdById) {
        String[] ids = realmIdById.keySet().toArray(String[]::new);
        String[] realmIds = List.of(ids).stream().map(realmIdById::get).toArray(String[]::new);
        Map<String, String> others = new HashMap<>();
        registry.read(handle -> handle.query("""
                select given.id, coalesce(tenant.name, owner.realm_id) as owner
                from unnest(?, ?) given (id, realm_id)
                join lateral (
                  select realm_id from id_prefix where prefix = left(lower(given.id), 13)
                  union all select realm_id from plain_id where plain_id.id = given.id) owner
                  on owner.realm_id <> given.realm_id
                left join tenant on tenant.realm_id = owner.realm_id""",
                row -> others.put(row.getString("id"), row.getString("owner")), ids, realmIds));
        return others;
    }

    /** True if the realm has or had a tenant here, and so has a prefix. */
    public boolean hasPrefix(String realmId) {
        return registry.read(handle -> handle.first(
                "select from id_prefix where realm_id = ?", row -> true, realmId)).isPresent();
    }
}

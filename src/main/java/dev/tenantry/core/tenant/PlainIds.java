package dev.tenantry.core.tenant;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which realm owns a plain user id. Keycloak uses a plain id unchanged. An id belongs to the realm with the
 * id's prefix (see {@link IdPrefix}), or to the realm for which the id is reserved here. Primary keys guarantee that an
 * id has only one owner. Each method is one transaction. Thread-safe.
 *
 * <p>A reservation has two steps, since Keycloak's users may be in another database. {@link #reserve} commits the
 * reservation in the registry. Then the caller waits for open transactions that insert the ids into Keycloak's table of
 * users, checks that this table does not have the ids, and calls {@link #confirm}. When a user of a standard realm is
 * created, the user is inserted into Keycloak's table before the reservations are read. So if a tenant's realm and a
 * standard realm request the same id at once, at least one of the two realms is refused.
 */
public final class PlainIds {

    private final RegistryTransactions registry;

    public PlainIds(RegistryTransactions registry) {
        this.registry = registry;
    }

    /**
     * Reserves ids for a tenant's realm. Idempotent.
     *
     * @return the ids that belong to another realm; these ids are not reserved
     */
    public Set<String> reserve(String realmId, Collection<String> ids) {
        return reserve(realmId, ids, false);
    }

    /**
     * Reserves and confirms ids that users of the realm already have in Keycloak's own table. The table's primary key
     * ensures that users of other standard realms do not have these ids.
     *
     * @return the ids that belong to another realm; these ids are not reserved
     */
    public Set<String> reserveOwned(String realmId, Collection<String> ids) {
        return reserve(realmId, ids, true);
    }

    private Set<String> reserve(String realmId, Collection<String> ids, boolean confirmed) {
        String[] all = ids.toArray(String[]::new);
        return registry.write(handle -> {
            handle.defer("lock table id_prefix in share mode"); // prevents new prefixes until the commit
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

    /** Confirms reserved ids. Call if Keycloak's own table of users does not have these ids. */
    public void confirm(String realmId, Collection<String> ids) {
        update("update plain_id set confirmed = true where realm_id = ? and id = any (?)", realmId, ids);
    }

    /** Cancels those reservations of the given ids that were not confirmed. */
    public void cancel(String realmId, Collection<String> ids) {
        update("delete from plain_id where realm_id = ? and id = any (?) and not confirmed", realmId, ids);
    }

    private void update(String sql, String realmId, Collection<String> ids) {
        registry.write(
                handle -> handle.update(sql, realmId, ids.toArray(String[]::new)));
    }

    /** Returns those of the given ids that are reserved for the realm and confirmed. */
    public Set<String> reservedFor(String realmId, Collection<String> ids) {
        return Set.copyOf(registry.read(handle -> handle.query(
                "select id from plain_id where realm_id = ? and id = any (?) and confirmed",
                row -> row.getString(1), realmId, ids.toArray(String[]::new))));
    }

    /** True if the id belongs to a realm other than the given realm. */
    public boolean isOfAnother(String realmId, String id) {
        return !ofOthers(realmId, Set.of(id)).isEmpty();
    }

    /**
     * Finds the ids that belong to realms other than the given realm.
     *
     * @return see {@link #ofOthers(Map)}
     */
    public Map<String, String> ofOthers(String realmId, Collection<String> ids) {
        Map<String, String> realmIdById = new HashMap<>();
        ids.forEach(id -> realmIdById.put(id, realmId));
        return ofOthers(realmIdById);
    }

    /**
     * Finds the ids that belong to other realms.
     *
     * @param realmIdById a map from each id to the realm that should own the id
     * @return a map from each id that another realm owns to the name of that realm's tenant, or to the realm's id if
     *     the realm has no tenant any more
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

    /** True if the realm has an id prefix. Each tenant's realm has a prefix, which is never deleted. */
    public boolean hasPrefix(String realmId) {
        return registry.read(handle -> handle.first(
                "select from id_prefix where realm_id = ?", row -> true, realmId)).isPresent();
    }
}

package dev.tenantry.core.adoption;

import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.user.StoredUser;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The users of a released realm in Keycloak's own tables. All methods take and return the ids that the users have in
 * the tenant's schema. A user gets a new id in Keycloak's own tables if another realm has the id, or if the id is too
 * long for Keycloak's table. The job records the new id. Not thread-safe.
 */
final class RenumberedUsers implements UserSide {

    private static final int MAX_CHARACTERS = 36;

    private final AdoptionStore store;
    private final JobLease lease;
    private final PlainIds plainIds;
    private final String realmId;
    private final IdPrefix prefix;
    private final LocalUsers local;
    private final Map<String, String> newByOld;
    private final Map<String, String> oldByNew = new HashMap<>();

    RenumberedUsers(
            AdoptionStore store, JobLease lease, PlainIds plainIds, String realmId, IdPrefix prefix, LocalUsers local) {
        this.store = store;
        this.lease = lease;
        this.plainIds = plainIds;
        this.realmId = realmId;
        this.prefix = prefix;
        this.local = local;
        this.newByOld = new HashMap<>(store.newIds(lease));
        newByOld.forEach((id, newId) -> oldByNew.put(newId, id));
    }

    @Override
    public int count() {
        return local.count();
    }

    @Override
    public List<StoredUser> after(String id, int max) {
        return withIds(oldByNew, local.after(newByOld.getOrDefault(id, id), max));
    }

    @Override
    public List<StoredUser> of(List<String> ids) {
        return withIds(oldByNew, local.of(renewed(ids)));
    }

    /**
     * Stores the users in Keycloak's own tables, and then checks in the registry whether another realm has one of the
     * users' ids. In this order no other user can get one of the ids after the check, since the table's primary key
     * refuses duplicates.
     *
     * @throws AdoptionException if a user of another realm got one of the ids before the check; the job's next attempt
     *     chooses a new id
     */
    @Override
    public void replace(List<StoredUser> users) {
        List<String> ids = users.stream().map(StoredUser::id).toList();
        renew(ids);
        local.replace(withIds(newByOld, users));
        Set<String> taken = plainIds.ofOthers(realmId, renewed(ids)).keySet();
        if (!taken.isEmpty()) {
            local.remove(List.copyOf(taken));
            throw new AdoptionException(taken.size() + " users have ids that users of another realm have got meanwhile");
        }
    }

    private void renew(List<String> ids) {
        List<String> open = ids.stream().filter(id -> !newByOld.containsKey(id)).toList();
        Set<String> taken = new HashSet<>(plainIds.ofOthers(realmId, open).keySet());
        taken.addAll(local.ofOtherRealms(open));
        open.stream().filter(id -> id.length() > MAX_CHARACTERS).forEach(taken::add);
        Map<String, String> renewed = new HashMap<>();
        taken.forEach(id -> renewed.put(id, prefix.newId()));
        if (!renewed.isEmpty() && store.renew(lease, renewed)) {
            newByOld.putAll(renewed);
            renewed.forEach((id, newId) -> oldByNew.put(newId, id));
        }
    }

    @Override
    public void remove(List<String> ids) {
        local.remove(renewed(ids));
    }

    private List<String> renewed(List<String> ids) {
        return ids.stream().map(id -> newByOld.getOrDefault(id, id)).toList();
    }

    /**
     * Returns the users with translated ids. If a user's id is a key of the map, the id is replaced by the key's value.
     */
    private static List<StoredUser> withIds(Map<String, String> counterparts, List<StoredUser> users) {
        return users.stream()
                .map(user -> counterparts.containsKey(user.id()) ? user.withId(counterparts.get(user.id())) : user)
                .toList();
    }
}

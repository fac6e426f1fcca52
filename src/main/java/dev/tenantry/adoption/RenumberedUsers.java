package dev.tenantry.adoption;

import dev.tenantry.tenant.IdPrefix;
import dev.tenantry.tenant.PlainIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keycloak's own users of a realm that is released, for a job that knows them by their ids in the schema. A user whose id
 * another realm has, or Keycloak's table has no room for, gets a new id there; the job remembers which. One thread.
 */
final class RenumberedUsers implements UserHome {

    private static final int MAX_CHARACTERS = 36;

    private final AdoptionStore store;
    private final Claim claim;
    private final PlainIds plainIds;
    private final String realmId;
    private final IdPrefix prefix;
    private final LocalUsers local;
    private final Map<String, String> newByOld;
    private final Map<String, String> oldByNew = new HashMap<>();

    RenumberedUsers(
            AdoptionStore store, Claim claim, PlainIds plainIds, String realmId, IdPrefix prefix, LocalUsers local) {
        this.store = store;
        this.claim = claim;
        this.plainIds = plainIds;
        this.realmId = realmId;
        this.prefix = prefix;
        this.local = local;
        this.newByOld = new HashMap<>(store.newIds(claim));
        newByOld.forEach((id, newId) -> oldByNew.put(newId, id));
    }

    @Override
    public int count() {
        return local.count();
    }

    @Override
    public UserRows after(String id, int max) {
        return local.after(newByOld.getOrDefault(id, id), max).withIds(oldByNew);
    }

    @Override
    public UserRows of(List<String> ids) {
        return local.of(renewed(ids)).withIds(oldByNew);
    }

    /**
     * Compares the ids with the registry once they are in Keycloak's table, where the primary key refuses rivals.
     *
     * @throws AdoptionException if another realm has got one of the ids meanwhile; the next attempt renews it
     */
    @Override
    public void replace(UserRows users) {
        renew(users.ids());
        local.replace(users.withIds(newByOld));
        Set<String> taken = ofOthers(renewed(users.ids()));
        if (!taken.isEmpty()) {
            local.remove(List.copyOf(taken));
            throw new AdoptionException(taken.size() + " users have ids that users of another realm have got meanwhile");
        }
    }

    private void renew(List<String> ids) {
        List<String> open = ids.stream().filter(id -> !newByOld.containsKey(id)).toList();
        Set<String> taken = new HashSet<>(ofOthers(open));
        taken.addAll(local.ofOtherRealms(open));
        open.stream().filter(id -> id.length() > MAX_CHARACTERS).forEach(taken::add);
        Map<String, String> renewed = new HashMap<>();
        taken.forEach(id -> renewed.put(id, prefix.newId()));
        if (!renewed.isEmpty() && store.renew(claim, renewed)) {
            newByOld.putAll(renewed);
            renewed.forEach((id, newId) -> oldByNew.put(newId, id));
        }
    }

    private Set<String> ofOthers(List<String> ids) {
        Map<String, String> here = new HashMap<>();
        ids.forEach(id -> here.put(id, realmId));
        return plainIds.ofOthers(here).keySet();
    }

    @Override
    public void remove(List<String> ids) {
        local.remove(renewed(ids));
    }

    private List<String> renewed(List<String> ids) {
        return ids.stream().map(id -> newByOld.getOrDefault(id, id)).toList();
    }
}

package dev.tenantry.keycloak.local;

import dev.tenantry.core.adoption.AdoptionException;
import dev.tenantry.core.adoption.LocalUsers;
import dev.tenantry.core.adoption.Page;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.user.StoredUser;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSessionFactory;

/** The users of one realm in Keycloak's own tables. Each method is one Keycloak transaction. Thread-safe. */
public final class KeycloakUsers implements LocalUsers {

    private final String realmId;
    private final ClaimedRealm claimed;

    public KeycloakUsers(KeycloakSessionFactory factory, String realmId, JobClaim claim) {
        this.realmId = realmId;
        this.claimed = new ClaimedRealm(factory, realmId, claim);
    }

    @Override
    public int count() {
        return claimed.transaction(keycloak -> keycloak.createQuery(
                        "select count(u) from UserEntity u where u.realmId = :realm", Long.class)
                .setParameter("realm", realmId)
                .getSingleResult()
                .intValue());
    }

    @Override
    public List<StoredUser> after(String id, int max) {
        return claimed.transaction(keycloak -> LocalReading.after(keycloak, realmId, id, max));
    }

    @Override
    public List<StoredUser> of(List<String> ids) {
        return claimed.transaction(keycloak -> LocalReading.of(keycloak, realmId, ids));
    }

    /**
     * Replaces the given users. Adds users who do not exist yet.
     *
     * @throws AdoptionException if users of another realm have some of the ids, since ids are unique among all realms
     */
    @Override
    public void replace(List<StoredUser> users) {
        claimed.transaction(keycloak -> {
            Map<String, String> owners = owners(keycloak, users.stream().map(StoredUser::id).toList());
            long taken = owners.values().stream().filter(owner -> !owner.equals(realmId)).count();
            if (taken > 0) {
                throw new AdoptionException(taken + " users have ids that users of another realm have got meanwhile");
            }
            LocalRemoval.remove(keycloak, List.copyOf(owners.keySet()));
            new LocalWriting(keycloak, realmId).write(users);
            return null;
        });
    }

    @Override
    public Set<String> ofOtherRealms(List<String> ids) {
        Map<String, String> owners = claimed.transaction(keycloak -> owners(keycloak, ids));
        return owners.keySet().stream().filter(id -> !owners.get(id).equals(realmId)).collect(Collectors.toSet());
    }

    @Override
    public void remove(List<String> ids) {
        claimed.transaction(keycloak -> {
            Map<String, String> owners = owners(keycloak, ids);
            LocalRemoval.remove(keycloak, ids.stream().filter(id -> realmId.equals(owners.get(id))).toList());
            return null;
        });
    }

    /** Returns a map from user id to the id of the user's realm. Leaves out ids that no user has. */
    private static Map<String, String> owners(EntityManager keycloak, List<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : keycloak.createQuery("select u.id, u.realmId from UserEntity u where u.id in :ids", Object[].class)
                        .setParameter("ids", ids)
                        .getResultList()
                        .stream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    @Override
    public boolean removeIfUnchanged(Page page) {
        return claimed.transaction(keycloak -> {
            List<StoredUser> users = LocalReading.between(keycloak, realmId, page.after(), page.last());
            boolean isUnchanged = users.isEmpty() || page.isOf(users);
            if (isUnchanged) {
                LocalRemoval.remove(keycloak, users.stream().map(StoredUser::id).toList());
            }
            return isUnchanged;
        });
    }
}

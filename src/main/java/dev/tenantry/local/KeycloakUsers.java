package dev.tenantry.local;

import dev.tenantry.adoption.AdoptionException;
import dev.tenantry.adoption.Claim;
import dev.tenantry.adoption.LocalUsers;
import dev.tenantry.adoption.Page;
import dev.tenantry.adoption.UserRows;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The users of one realm in Keycloak's own tables; each method a Keycloak transaction. Thread-safe. */
public final class KeycloakUsers implements LocalUsers {

    private final KeycloakSessionFactory factory;
    private final String realmId;
    private final Claim claim;

    public KeycloakUsers(KeycloakSessionFactory factory, String realmId, Claim claim) {
        this.factory = factory;
        this.realmId = realmId;
        this.claim = claim;
    }

    @Override
    public int count() {
        return transaction(keycloak -> keycloak.createQuery(
                        "select count(u) from UserEntity u where u.realmId = :realm", Long.class)
                .setParameter("realm", realmId)
                .getSingleResult()
                .intValue());
    }

    @Override
    public UserRows after(String id, int max) {
        return transaction(keycloak -> LocalRows.read(keycloak, keycloak.createQuery("""
                        select u.id from UserEntity u where u.realmId = :realm and u.id > :id order by u.id""",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("id", id)
                .setMaxResults(max)
                .getResultList()));
    }

    @Override
    public UserRows of(List<String> ids) {
        return transaction(keycloak -> LocalRows.read(keycloak, ours(keycloak, ids)));
    }

    @Override
    public void replace(UserRows users) {
        transaction(keycloak -> {
            requireFree(keycloak, users.ids());
            LocalRemoval.remove(keycloak, ours(keycloak, users.ids()));
            new LocalWriting(keycloak, realmId).write(users);
            return null;
        });
    }

    /** Ids are unique among all realms. */
    private void requireFree(EntityManager keycloak, List<String> ids) {
        int taken = ofOtherRealms(keycloak, ids).size();
        if (taken > 0) {
            throw new AdoptionException(taken + " users have ids that users of another realm have got meanwhile");
        }
    }

    @Override
    public Set<String> ofOtherRealms(List<String> ids) {
        return transaction(keycloak -> ofOtherRealms(keycloak, ids));
    }

    private Set<String> ofOtherRealms(EntityManager keycloak, List<String> ids) {
        return Set.copyOf(keycloak.createQuery(
                        "select u.id from UserEntity u where u.id in :ids and u.realmId <> :realm", String.class)
                .setParameter("ids", ids)
                .setParameter("realm", realmId)
                .getResultList());
    }

    @Override
    public void remove(List<String> ids) {
        transaction(keycloak -> {
            LocalRemoval.remove(keycloak, ours(keycloak, ids));
            return null;
        });
    }

    @Override
    public boolean removeIfUnchanged(Page page) {
        return transaction(keycloak -> {
            List<String> ids = keycloak.createQuery("""
                            select u.id from UserEntity u
                            where u.realmId = :realm and u.id > :after and u.id <= :last order by u.id""", String.class)
                    .setParameter("realm", realmId)
                    .setParameter("after", page.after())
                    .setParameter("last", page.last())
                    .getResultList();
            boolean same = ids.isEmpty() || LocalRows.read(keycloak, ids).digest().equals(page.digest());
            if (same) {
                LocalRemoval.remove(keycloak, ids);
            }
            return same;
        });
    }

    private List<String> ours(EntityManager keycloak, List<String> ids) {
        return keycloak.createQuery(
                        "select u.id from UserEntity u where u.realmId = :realm and u.id in :ids", String.class)
                .setParameter("realm", realmId)
                .setParameter("ids", ids)
                .getResultList();
    }

    private <T> T transaction(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
            RealmClaim.require(keycloak, realmId, claim);
            return work.apply(keycloak);
        });
    }
}

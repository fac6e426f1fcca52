package dev.tenantry.keycloak.local;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The ids of standard realms' users in Keycloak's own table. Each method runs in transactions of its own. */
public final class LocalIds {

    private static final int AT_ONCE = 500;
    private static final int ATTEMPTS = 5;

    /** The length of the id column in Keycloak's table. */
    public static final int MAX_CHARACTERS = 36;

    private final KeycloakSessionFactory factory;

    public LocalIds(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /**
     * Returns the given ids that users of other realms have, including users whom concurrent transactions are
     * inserting. To find such users, inserts users with the given ids: the primary key makes these inserts wait for
     * concurrent inserts of the same ids. Then rolls back the inserts.
     *
     * @param ids ids that are already reserved for the realm, so that each later insert in another realm finds the
     *     reservation
     * @return a map from user id to the id of the other realm
     */
    public Map<String, String> ofOthers(String realmId, Collection<String> ids) {
        List<String> fitting = ids.stream().filter(id -> id.length() <= MAX_CHARACTERS).sorted().toList();
        Map<String, String> taken = new HashMap<>();
        for (int first = 0; first < fitting.size(); first += AT_ONCE) {
            taken.putAll(ofOthersAmong(realmId, fitting.subList(first, Math.min(first + AT_ONCE, fitting.size()))));
        }
        return taken;
    }

    private Map<String, String> ofOthersAmong(String realmId, List<String> ids) {
        Map<String, String> taken = Map.of();
        List<String> open = new ArrayList<>(ids);
        for (int attempt = 1; !canBeInserted(realmId, open); attempt++) {
            taken = owners(realmId, ids);
            open.removeAll(taken.keySet());
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("Other realms add and remove users with ids to be kept: try again");
            }
        }
        return taken;
    }

    private boolean canBeInserted(String realmId, List<String> ids) {
        try {
            return transaction(keycloak -> {
                for (String id : ids) {
                    UserEntity user = new UserEntity();
                    user.setId(id);
                    user.setRealmId(realmId);
                    user.setUsername(id);
                    keycloak.persist(user);
                }
                keycloak.flush();
                return true;
            });
        } catch (ModelDuplicateException | PersistenceException taken) {
            return false;
        }
    }

    private Map<String, String> owners(String realmId, List<String> ids) {
        Map<String, String> owners = new HashMap<>();
        transaction(keycloak -> keycloak.createQuery(
                        "select u.id, u.realmId from UserEntity u where u.id in :ids and u.realmId <> :realm",
                        Object[].class)
                .setParameter("ids", ids)
                .setParameter("realm", realmId)
                .getResultList()).forEach(row -> owners.put((String) row[0], (String) row[1]));
        return owners;
    }

    /** True if a user of a realm other than the given realm has an id that begins with this prefix. */
    public boolean haveOthers(String realmId, String prefix) {
        return !transaction(keycloak -> keycloak.createQuery(
                        "select u.id from UserEntity u where u.id like :prefix and u.realmId <> :realm", String.class)
                .setParameter("prefix", prefix + "%")
                .setParameter("realm", realmId)
                .setMaxResults(1)
                .getResultList()).isEmpty();
    }

    /**
     * Returns the users of all realms in order of user id, beginning with the first one after the given id.
     *
     * @return a map from user id to realm id
     */
    public Map<String, String> after(String id, int max) {
        Map<String, String> realms = new LinkedHashMap<>();
        transaction(keycloak -> keycloak.createQuery(
                        "select u.id, u.realmId from UserEntity u where u.id > :id order by u.id", Object[].class)
                .setParameter("id", id)
                .setMaxResults(max)
                .getResultList()).forEach(row -> realms.put((String) row[0], (String) row[1]));
        return realms;
    }

    /** Returns the name of a realm, or its id if the realm does not exist. */
    public String realmName(String realmId) {
        return transaction(keycloak -> keycloak.createQuery(
                        "select r.name from RealmEntity r where r.id = :id", String.class)
                .setParameter("id", realmId)
                .getResultList()).stream().findFirst().orElse(realmId);
    }

    /** Runs work in a transaction and rolls the transaction back. */
    private <T> T transaction(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            session.getTransactionManager().setRollbackOnly();
            return work.apply(session.getProvider(JpaConnectionProvider.class).getEntityManager());
        });
    }
}

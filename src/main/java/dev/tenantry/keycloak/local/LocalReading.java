package dev.tenantry.keycloak.local;

import dev.tenantry.core.user.StoredUser;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hibernate.jpa.HibernateHints;

/** Reads users of one realm, with all of their data, from Keycloak's own tables. Uses one query per table. */
final class LocalReading {

    /**
     * How many rows the driver fetches per round trip. One page of users usually has fewer rows than this in each
     * table, so each table takes one round trip. With Keycloak's setting, 64, a page would take dozens of round trips.
     */
    private static final int ROWS_AT_ONCE = 10_000;

    private static final String USERS = """
            select u.id, u.username, u.email, u.emailConstraint, u.firstName, u.lastName, u.emailVerified, u.enabled,
              u.notBefore, u.createdTimestamp, u.lastModifiedTimestamp, u.federationLink, u.serviceAccountClientLink
            from UserEntity u where u.realmId = :realm and %s order by u.id""";

    private LocalReading() {}

    /** Returns the realm's users in order of user id, beginning with the first one after the given id. */
    static List<StoredUser> after(EntityManager keycloak, String realmId, String id, int max) {
        return read(keycloak, realmId, "u.id > :id", query -> query.setParameter("id", id).setMaxResults(max));
    }

    static List<StoredUser> between(EntityManager keycloak, String realmId, String after, String last) {
        return read(keycloak, realmId, "u.id > :after and u.id <= :last",
                query -> query.setParameter("after", after).setParameter("last", last));
    }

    /** Returns the realm's users with these ids. */
    static List<StoredUser> of(EntityManager keycloak, String realmId, List<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : read(keycloak, realmId, "u.id in :ids", query -> query.setParameter("ids", ids));
    }

    private static List<StoredUser> read(
            EntityManager keycloak, String realmId, String condition, UnaryOperator<TypedQuery<Object[]>> bound) {
        TypedQuery<Object[]> query = keycloak.createQuery(USERS.formatted(condition), Object[].class);
        Map<String, StoredUser> users = new LinkedHashMap<>();
        rows(bound.apply(query.setParameter("realm", realmId))).forEach(row -> users.put((String) row[0], user(row)));
        if (!users.isEmpty()) {
            new LocalParts(keycloak, users).read();
        }
        return List.copyOf(users.values());
    }

    static List<Object[]> rows(TypedQuery<Object[]> query) {
        return query.setHint(HibernateHints.HINT_FETCH_SIZE, ROWS_AT_ONCE).getResultList();
    }

    private static StoredUser user(Object[] row) {
        StoredUser user = new StoredUser((String) row[0], true, (String) row[1]);
        user.email((String) row[2], row[2] != null && !row[2].equals(row[3]));
        user.firstName((String) row[4]);
        user.lastName((String) row[5]);
        user.emailVerified((Boolean) row[6]);
        user.enabled((Boolean) row[7]);
        user.notBefore((Integer) row[8]);
        user.createdAt((Long) row[9]);
        user.modifiedAt((Long) row[10]);
        user.federationLink((String) row[11]);
        user.serviceAccountClient((String) row[12]);
        return user;
    }
}

package dev.tenantry.keycloak.local;

import static java.util.Objects.requireNonNullElse;

import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.jpa.entities.UserConsentClientScopeEntity;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.storage.StorageId;

/**
 * Reads the attributes, credentials and all other data of users from Keycloak's own tables, and adds the data to the
 * given users. Uses one query per table.
 *
 * @param users a map from user id to the user who gets the data
 */
record LocalParts(EntityManager keycloak, Map<String, StoredUser> users) {

    void read() {
        attributes();
        memberships();
        credentials();
        consents();
        verifiableCredentials();
    }

    /**
     * Runs a query, and adds the data of each row to a user.
     *
     * @param jpql a query for rows whose first value is a user's id
     * @param part a function that adds the row's data to the row's user
     */
    private void forEach(String jpql, BiConsumer<StoredUser, Object[]> part) {
        LocalReading.rows(keycloak.createQuery(jpql, Object[].class).setParameter("ids", List.copyOf(users.keySet())))
                .forEach(row -> part.accept(users.get((String) row[0]), row));
    }

    /**
     * Reads attributes. The values of an attribute keep the order of the query's result: the table has no column for
     * the order.
     */
    private void attributes() {
        Map<StoredUser, Map<String, List<String>>> attributes = new HashMap<>();
        forEach("select a.user.id, a.name, a.value, a.longValue from UserAttributeEntity a where a.user.id in :ids",
                (user, row) -> attributes.computeIfAbsent(user, first -> new LinkedHashMap<>())
                        .computeIfAbsent((String) row[1], first -> new ArrayList<>())
                        .add((String) requireNonNullElse(row[2] == null ? row[3] : row[2], "")));
        attributes.forEach((user, values) -> values.forEach(user::attribute));
    }

    private void memberships() {
        forEach("select r.user.id, r.action from UserRequiredActionEntity r where r.user.id in :ids",
                (user, row) -> user.require((String) row[1]));
        forEach("select m.user.id, m.roleId from UserRoleMappingEntity m where m.user.id in :ids",
                (user, row) -> user.grantRole((String) row[1]));
        forEach("""
                select m.user.id, m.groupId, m.membershipType from UserGroupMembershipEntity m
                where m.user.id in :ids""",
                (user, row) -> user.joinGroup((String) row[1],
                        (String) requireNonNullElse(row[2], MembershipType.UNMANAGED.name())));
        forEach("""
                select l.user.id, l.identityProvider, l.userId, l.userName, l.token from FederatedIdentityEntity l
                where l.user.id in :ids""",
                (user, row) -> user.link(
                        new BrokerLink((String) row[1], (String) row[2], (String) row[3], (String) row[4])));
    }

    /**
     * Reads the users' credentials. A schema allows one password per user, but two concurrent requests can leave a user
     * with two passwords in Keycloak's own tables. Then reads only the first password by priority, because Keycloak
     * ignores the second (PasswordCredentialProvider.getPassword, 26.7).
     */
    private void credentials() {
        forEach("""
                select c.user.id, c.id, c.type, c.userLabel, c.createdDate, c.secretData, c.credentialData
                from CredentialEntity c where c.user.id in :ids order by c.priority, c.id""",
                (user, row) -> {
                    if (!isPassword((String) row[2])
                            || user.credentials().all().stream().noneMatch(known -> isPassword(known.type()))) {
                        user.credentials().add(new StoredCredential((String) row[1], (String) row[2], (String) row[3],
                                (Long) row[4], (String) row[5], (String) row[6]));
                    }
                });
    }

    private static boolean isPassword(String type) {
        return PasswordCredentialModel.TYPE.equals(type);
    }

    private void consents() {
        Map<String, List<StoredConsent.Scope>> scopes = new HashMap<>();
        forEach("""
                select c.user.id, c.id, s.scopeId, s.parameter
                from UserConsentClientScopeEntity s join s.userConsent c where c.user.id in :ids""",
                (user, row) -> scopes.computeIfAbsent((String) row[1], first -> new ArrayList<>())
                        .add(new StoredConsent.Scope((String) row[2], parameter((String) row[3]))));
        forEach("""
                select c.user.id, c.id, c.clientId, c.clientStorageProvider, c.externalClientId, c.createdDate,
                  c.lastUpdatedDate
                from UserConsentEntity c where c.user.id in :ids""",
                (user, row) -> user.consent(new StoredConsent(client(row), requireNonNullElse((Long) row[5], 0L),
                        requireNonNullElse((Long) row[6], 0L), scopes.getOrDefault((String) row[1], List.of()))));
    }

    private static String parameter(String stored) {
        return UserConsentClientScopeEntity.NOT_AVAILABLE_PARAM.equals(stored) ? null : stored;
    }

    /**
     * Returns the id of the client that got the consent. The client is in Keycloak's tables or in a client storage
     * provider (UserConsentEntity, 26.7).
     */
    private static String client(Object[] consent) {
        return consent[2] == null
                ? new StorageId((String) consent[3], (String) consent[4]).getId()
                : (String) consent[2];
    }

    private void verifiableCredentials() {
        forEach("""
                select v.user.id, v.id, v.clientScopeId, v.revision, v.userAttributes, v.createdDate, v.updatedDate
                from UserVerifiableCredentialEntity v where v.user.id in :ids""",
                (user, row) -> user.verifiableCredential(new StoredVerifiableCredential((String) row[1],
                        (String) row[2], (String) row[3], (String) row[4], (Long) row[5], (Long) row[6])));
        forEach("""
                select i.user.id, i.id, i.verifiableCredentialId, i.clientId, i.revision, i.issuedAt, i.expiresAt
                from IssuedVerifiableCredentialEntity i where i.user.id in :ids""",
                (user, row) -> user.issued(new StoredVerifiableCredential.Issued((String) row[1], (String) row[2],
                        (String) row[3], (String) row[4], (Long) row[5], (Long) row[6])));
    }
}

package dev.tenantry.local;

import dev.tenantry.adoption.UserRows;
import dev.tenantry.adoption.UserTable;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.jpa.entities.UserConsentClientScopeEntity;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.storage.StorageId;

/** Reads users from Keycloak's own tables, as rows of a tenant's schema. */
final class LocalRows {

    private LocalRows() {}

    static UserRows read(EntityManager keycloak, List<String> ids) {
        return UserRows.of(table -> ids.isEmpty() ? List.of() : rows(keycloak, table, ids));
    }

    private static List<String[]> rows(EntityManager keycloak, UserTable table, List<String> ids) {
        List<String[]> rows = new ArrayList<>();
        for (Object[] row : keycloak.createQuery(query(table), Object[].class).setParameter("ids", ids).getResultList()) {
            rows.add(row(table, row, rows.size()));
        }
        if (table == UserTable.USERS) {
            rows.sort(Comparator.comparingInt(user -> ids.indexOf(user[0])));
        }
        return rows;
    }

    private static String query(UserTable table) {
        return switch (table) {
            case USERS -> """
                    select u.id, u.username, u.email, u.emailConstraint, u.firstName, u.lastName, u.emailVerified,
                      u.enabled, u.notBefore, u.createdTimestamp, u.lastModifiedTimestamp, u.federationLink,
                      u.serviceAccountClientLink
                    from UserEntity u where u.id in :ids""";
            // In the order in which Keycloak itself finds them: it has no other.
            case ATTRIBUTES -> """
                    select a.user.id, a.name, a.value, a.longValue from UserAttributeEntity a where a.user.id in :ids""";
            case REQUIRED_ACTIONS -> """
                    select r.user.id, r.action from UserRequiredActionEntity r where r.user.id in :ids""";
            case ROLES -> "select m.user.id, m.roleId from UserRoleMappingEntity m where m.user.id in :ids";
            case GROUPS -> """
                    select m.user.id, m.groupId, m.membershipType from UserGroupMembershipEntity m
                    where m.user.id in :ids""";
            case CREDENTIALS -> """
                    select c.user.id, c.id, c.type, c.userLabel, c.createdDate, c.secretData, c.credentialData
                    from CredentialEntity c where c.user.id in :ids order by c.priority, c.id""";
            case CONSENTS -> """
                    select c.user.id, c.clientId, c.clientStorageProvider, c.externalClientId, c.createdDate,
                      c.lastUpdatedDate
                    from UserConsentEntity c where c.user.id in :ids""";
            case CONSENT_SCOPES -> """
                    select c.user.id, c.clientId, c.clientStorageProvider, c.externalClientId, s.scopeId, s.parameter
                    from UserConsentClientScopeEntity s join s.userConsent c where c.user.id in :ids""";
            case BROKER_LINKS -> """
                    select l.user.id, l.identityProvider, l.userId, l.userName, l.token
                    from FederatedIdentityEntity l where l.user.id in :ids""";
            case VERIFIABLE_CREDENTIALS -> """
                    select v.user.id, v.id, v.clientScopeId, v.revision, v.userAttributes, v.createdDate, v.updatedDate
                    from UserVerifiableCredentialEntity v where v.user.id in :ids""";
            case ISSUED_CREDENTIALS -> """
                    select i.user.id, i.id, i.verifiableCredentialId, i.clientId, i.revision, i.issuedAt, i.expiresAt
                    from IssuedVerifiableCredentialEntity i where i.user.id in :ids""";
        };
    }

    private static String[] row(UserTable table, Object[] read, int position) {
        String[] values = new String[read.length];
        for (int i = 0; i < read.length; i++) {
            values[i] = read[i] == null ? null : read[i].toString();
        }
        return switch (table) {
            case USERS -> {
                values[3] = Boolean.toString(values[2] != null && !values[2].equals(values[3]));
                yield values;
            }
            case ATTRIBUTES -> new String[] {
                values[0], String.valueOf(position), values[1],
                Objects.requireNonNullElse(values[2] == null ? values[3] : values[2], "")
            };
            case GROUPS -> {
                values[2] = Objects.requireNonNullElse(values[2], MembershipType.UNMANAGED.name());
                yield values;
            }
            case CREDENTIALS -> new String[] {
                values[0], String.valueOf(position), values[1], values[2], values[3], values[4], values[5], values[6]
            };
            case CONSENTS -> new String[] {
                values[0], client(values), Objects.requireNonNullElse(values[4], "0"),
                Objects.requireNonNullElse(values[5], "0")
            };
            case CONSENT_SCOPES -> new String[] {
                values[0], client(values), values[4],
                UserConsentClientScopeEntity.NOT_AVAILABLE_PARAM.equals(values[5]) ? null : values[5]
            };
            default -> values;
        };
    }

    /** A client of Keycloak's own, or one of a client storage provider (UserConsentEntity, 26.7). */
    private static String client(String[] consent) {
        return consent[1] == null ? new StorageId(consent[2], consent[3]).getId() : consent[1];
    }
}

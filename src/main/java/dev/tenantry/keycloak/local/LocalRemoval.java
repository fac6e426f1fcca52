package dev.tenantry.keycloak.local;

import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * Removes many users at once, with all of their data, from Keycloak's own tables. Keycloak's JpaUserProvider.removeUser
 * deletes these rows for a single user (26.7).
 */
final class LocalRemoval {

    /** The statements, in an order that satisfies foreign keys. */
    private static final List<String> STATEMENTS = List.of(
            "delete from UserRoleMappingEntity m where m.user.id in :ids",
            "delete from UserGroupMembershipEntity m where m.user.id in :ids",
            """
            delete from UserConsentClientScopeEntity s
            where s.userConsent.id in (select c.id from UserConsentEntity c where c.user.id in :ids)""",
            "delete from UserConsentEntity c where c.user.id in :ids",
            "delete from IssuedVerifiableCredentialEntity i where i.user.id in :ids",
            "delete from UserVerifiableCredentialEntity v where v.user.id in :ids",
            "delete from FederatedIdentityEntity l where l.user.id in :ids",
            "delete from CredentialEntity c where c.user.id in :ids",
            "delete from UserRequiredActionEntity r where r.user.id in :ids",
            "delete from UserAttributeEntity a where a.user.id in :ids",
            "delete from UserEntity u where u.id in :ids");

    private LocalRemoval() {}

    static void remove(EntityManager keycloak, List<String> ids) {
        if (!ids.isEmpty()) {
            STATEMENTS.forEach(
                    statement -> keycloak.createQuery(statement).setParameter("ids", ids).executeUpdate());
        }
    }
}

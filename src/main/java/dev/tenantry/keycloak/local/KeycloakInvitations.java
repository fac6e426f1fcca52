package dev.tenantry.keycloak.local;

import dev.tenantry.core.adoption.LocalRecords;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.core.tenant.JobClaim;
import java.util.List;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.jpa.entities.OrganizationInvitationEntity;

/** The invitations of one realm in Keycloak's own table. Thread-safe. */
public final class KeycloakInvitations implements LocalRecords<StoredInvitation> {

    private static final String OF_REALM =
            "i.organizationId in (select o.id from OrganizationEntity o where o.realmId = :realm)";

    private final String realmId;
    private final ClaimedRealm claimed;

    public KeycloakInvitations(KeycloakSessionFactory factory, String realmId, JobClaim claim) {
        this.realmId = realmId;
        this.claimed = new ClaimedRealm(factory, realmId, claim);
    }

    @Override
    public List<StoredInvitation> some(int max) {
        return claimed.transaction(keycloak -> keycloak.createQuery(
                        "select i from OrganizationInvitationEntity i where " + OF_REALM + " order by i.id",
                        OrganizationInvitationEntity.class)
                .setParameter("realm", realmId)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(KeycloakInvitations::stored)
                .toList());
    }

    private static StoredInvitation stored(OrganizationInvitationEntity entity) {
        return new StoredInvitation(
                entity.getId(), entity.getOrganizationId(), entity.getEmail(), entity.getFirstName(),
                entity.getLastName(), entity.getCreatedAt(), entity.getExpiresAt(), entity.getInviteLink());
    }

    @Override
    public void remove(List<StoredInvitation> invitations) {
        claimed.transaction(keycloak -> keycloak.createQuery(
                        "delete from OrganizationInvitationEntity i where i.id in :ids and " + OF_REALM)
                .setParameter("ids", invitations.stream().map(StoredInvitation::id).toList())
                .setParameter("realm", realmId)
                .executeUpdate());
    }

    @Override
    public void add(List<StoredInvitation> invitations) {
        claimed.transaction(keycloak -> {
            new LocalInvitations(keycloak, realmId).write(invitations);
            return null;
        });
    }
}

package dev.tenantry.keycloak.local;

import dev.tenantry.core.invitation.StoredInvitation;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.jpa.entities.OrganizationInvitationEntity;

/**
 * Writes invitations of one realm into Keycloak's own table. Skips invitations that the table would refuse, since one
 * refused row would roll back the whole page. One instance per transaction. Not thread-safe.
 */
final class LocalInvitations {

    private static final Logger LOG = Logger.getLogger(LocalInvitations.class);

    /** The length of Keycloak's columns for the e-mail address and the names. A tenant's columns have no limit. */
    private static final int MAX = 255;

    private static final int MAX_LINK = 2_048;

    private record Address(String organizationId, String email) {

        /** Omits the e-mail address. */
        @Override
        public String toString() {
            return "Address[organizationId=" + organizationId + "]";
        }
    }

    private final EntityManager keycloak;
    private final String realmId;

    LocalInvitations(EntityManager keycloak, String realmId) {
        this.keycloak = keycloak;
        this.realmId = realmId;
    }

    /**
     * Writes the invitations that do not exist yet. Skips an invitation if its organization does not exist any more, if
     * the organization has invited the address again, or if the id or the address is too long. Cuts names that are too
     * long. Leaves out a link that is too long: a part of a link is useless.
     */
    void write(List<StoredInvitation> invitations) {
        if (invitations.isEmpty()) {
            return;
        }
        Set<String> present = present(invitations);
        Set<String> organizations = organizations(invitations);
        Set<Address> invited = invited(invitations);
        List<StoredInvitation> missing =
                invitations.stream().filter(invitation -> !present.contains(invitation.id())).toList();
        List<StoredInvitation> accepted = missing.stream()
                .filter(LocalInvitations::fits)
                .filter(invitation -> organizations.contains(invitation.organizationId()))
                .filter(invitation -> invited.add(address(invitation)))
                .toList();
        accepted.forEach(invitation -> keycloak.persist(entity(invitation)));
        if (accepted.size() < missing.size()) {
            LOG.warnf("%d invitations of realm %s were not moved: the organization does not exist any more, has invited"
                    + " the address again, or the address is too long", missing.size() - accepted.size(), realmId);
        }
    }

    private static boolean fits(StoredInvitation invitation) {
        return invitation.id().length() <= LocalIds.MAX_CHARACTERS && invitation.email().length() <= MAX;
    }

    private static Address address(StoredInvitation invitation) {
        return new Address(invitation.organizationId(), invitation.email());
    }

    private Set<String> present(List<StoredInvitation> invitations) {
        return new HashSet<>(keycloak.createQuery(
                        "select i.id from OrganizationInvitationEntity i where i.id in :ids", String.class)
                .setParameter("ids", invitations.stream().map(StoredInvitation::id).toList())
                .getResultList());
    }

    private Set<String> organizations(List<StoredInvitation> invitations) {
        return new HashSet<>(keycloak.createQuery(
                        "select o.id from OrganizationEntity o where o.realmId = :realm and o.id in :ids", String.class)
                .setParameter("realm", realmId)
                .setParameter("ids", invitations.stream().map(StoredInvitation::organizationId).distinct().toList())
                .getResultList());
    }

    private Set<Address> invited(List<StoredInvitation> invitations) {
        return new HashSet<>(keycloak.createQuery("""
                        select i.organizationId, i.email from OrganizationInvitationEntity i
                        where i.organizationId in :organizations and i.email in :emails""", Object[].class)
                .setParameter("organizations",
                        invitations.stream().map(StoredInvitation::organizationId).distinct().toList())
                .setParameter("emails", invitations.stream().map(StoredInvitation::email).distinct().toList())
                .getResultList()
                .stream()
                .map(row -> new Address((String) row[0], (String) row[1]))
                .toList());
    }

    private static OrganizationInvitationEntity entity(StoredInvitation invitation) {
        OrganizationInvitationEntity entity = new OrganizationInvitationEntity(
                invitation.id(), invitation.organizationId(), invitation.email(),
                EventEntities.cut(invitation.firstName(), MAX), EventEntities.cut(invitation.lastName(), MAX));
        entity.setCreatedAt(invitation.createdAt());
        entity.setExpiresAt(invitation.expiresAt());
        String link = invitation.inviteLink();
        entity.setInviteLink(link == null || link.length() > MAX_LINK ? null : link);
        return entity;
    }
}

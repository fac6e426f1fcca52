package dev.tenantry.core.invitation;

/**
 * A stored invitation of a person to an organization: one row of the table of invitations.
 *
 * @param organizationId Keycloak's id of the organization
 * @param createdAt seconds since the epoch
 * @param expiresAt seconds since the epoch
 * @param inviteLink the link in the invitation's e-mail; null until the link is known
 */
public record StoredInvitation(
        String id,
        String organizationId,
        String email,
        String firstName,
        String lastName,
        int createdAt,
        int expiresAt,
        String inviteLink) {

    /** Omits the personal data. Omits the link too, since anyone who has the link can join the organization. */
    @Override
    public String toString() {
        return "StoredInvitation[id=" + id + ", organizationId=" + organizationId + "]";
    }
}

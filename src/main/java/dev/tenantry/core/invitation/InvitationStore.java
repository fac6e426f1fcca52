package dev.tenantry.core.invitation;

import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.List;
import java.util.Optional;

/** Reads and writes the table of invitations. */
public final class InvitationStore {

    private static final String COLUMNS =
            "id, organization_id, email, first_name, last_name, created_at, expires_at, invite_link";

    private static final String INSERT = "insert into invitation (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final RowMapper<StoredInvitation> INVITATION = row -> new StoredInvitation(
            row.getString("id"),
            row.getString("organization_id"),
            row.getString("email"),
            row.getString("first_name"),
            row.getString("last_name"),
            row.getInt("created_at"),
            row.getInt("expires_at"),
            row.getString("invite_link"));

    private InvitationStore() {}

    /**
     * Queues the insert of a new invitation. If the organization has already invited the e-mail address, the later call
     * that sends the queued insert throws a {@link dev.tenantry.core.db.DuplicateException}.
     */
    public static void insert(TenantHandle handle, StoredInvitation invitation) {
        handle.defer(INSERT, values(invitation));
    }

    /**
     * Inserts many invitations. Does nothing for an invitation that is stored already, or whose e-mail address the
     * organization has invited meanwhile.
     */
    public static void insertAll(TenantHandle handle, List<StoredInvitation> invitations) {
        handle.batch(
                INSERT + " on conflict do nothing", invitations.stream().map(InvitationStore::values).toList());
    }

    private static Object[] values(StoredInvitation invitation) {
        return new Object[] {
            invitation.id(),
            invitation.organizationId(),
            invitation.email(),
            invitation.firstName(),
            invitation.lastName(),
            invitation.createdAt(),
            invitation.expiresAt(),
            invitation.inviteLink()
        };
    }

    /** Queues the update of an invitation. The update writes all columns that can change. */
    public static void update(TenantHandle handle, StoredInvitation invitation) {
        handle.defer("""
                update invitation set email = ?, first_name = ?, last_name = ?, expires_at = ?, invite_link = ?
                where id = ?""",
                invitation.email(), invitation.firstName(), invitation.lastName(), invitation.expiresAt(),
                invitation.inviteLink(), invitation.id());
    }

    public static Optional<StoredInvitation> find(TenantReadHandle handle, String id) {
        return handle.first("select " + COLUMNS + " from invitation where id = ?", INVITATION, id);
    }

    public static List<StoredInvitation> list(TenantReadHandle handle, InvitationFilter filter) {
        return handle.query(filter.sql(COLUMNS), INVITATION, filter.parameters());
    }

    /**
     * Returns the next invitations in the order of their ids.
     *
     * @param id the id after which to begin; "" to begin with the first invitation
     * @param max the maximum number of invitations
     */
    public static List<StoredInvitation> after(TenantReadHandle handle, String id, int max) {
        return handle.query(
                "select " + COLUMNS + " from invitation where id > ? order by id limit ?", INVITATION, id, max);
    }

    public static int count(TenantReadHandle handle) {
        return handle.count("select count(*) from invitation");
    }

    /** @return false if no invitation has this id */
    public static boolean delete(TenantHandle handle, String id) {
        return handle.update("delete from invitation where id = ?", id) > 0;
    }

    /** Queues the deletion of all invitations of an organization. */
    public static void deleteOf(TenantHandle handle, String organizationId) {
        handle.defer("delete from invitation where organization_id = ?", organizationId);
    }
}

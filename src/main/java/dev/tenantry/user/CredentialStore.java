package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.List;
import java.util.Optional;

/** Credentials: what a user proves who they are with, in the order in which they are tried. */
public final class CredentialStore {

    private CredentialStore() {}

    /** Adds a credential as the last one. */
    public static void create(TenantHandle handle, StoredUser user, StoredCredential credential) {
        handle.later("""
                insert into credential (id, user_id, position, type, label, created_at, secret_data, credential_data)
                select ?, ?, coalesce(max(position) + 1, 0), ?, ?, ?, ?, ? from credential where user_id = ?""",
                credential.id(), user.id(), credential.type(), credential.label(), credential.createdAt(),
                credential.secretData(), credential.credentialData(), user.id());
        user.credentials.add(credential);
    }

    /** Replaces the credential of the same id; its place stays. */
    public static void update(TenantHandle handle, StoredUser user, StoredCredential credential) {
        handle.later("""
                update credential set type = ?, label = ?, created_at = ?, secret_data = ?, credential_data = ?
                where id = ? and user_id = ?""",
                credential.type(), credential.label(), credential.createdAt(), credential.secretData(),
                credential.credentialData(), credential.id(), user.id());
        user.credentials.replaceAll(known -> known.id().equals(credential.id()) ? credential : known);
    }

    /** @return false where the user has no such credential */
    public static boolean remove(TenantHandle handle, StoredUser user, String id) {
        if (!user.credentials.removeIf(known -> known.id().equals(id))) {
            return false;
        }
        handle.later("delete from credential where id = ? and user_id = ?", id, user.id());
        return true;
    }

    /**
     * Moves a credential right behind another, or to the front where that is null.
     *
     * @return false where the user lacks one of the two
     */
    public static boolean moveBehind(TenantHandle handle, StoredUser user, String id, String previousId) {
        Optional<StoredCredential> moved = find(user, id);
        if (moved.isEmpty() || previousId != null && find(user, previousId).isEmpty()) {
            return false;
        }
        if (!id.equals(previousId)) {
            user.credentials.remove(moved.get());
            int behind = previousId == null ? 0 : user.credentials.indexOf(find(user, previousId).get()) + 1;
            user.credentials.add(behind, moved.get());
            writeOrder(handle, user.credentials);
        }
        return true;
    }

    private static Optional<StoredCredential> find(StoredUser user, String id) {
        return user.credentials.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    private static void writeOrder(TenantHandle handle, List<StoredCredential> credentials) {
        handle.later("""
                update credential set position = given.position - 1
                from unnest(?) with ordinality as given (id, position) where credential.id = given.id""",
                (Object) credentials.stream().map(StoredCredential::id).toArray(String[]::new));
    }
}

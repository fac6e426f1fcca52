package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.List;
import java.util.Optional;

/** Credentials: what a user proves who they are with, in the order in which they are tried. */
public final class CredentialStore {

    private CredentialStore() {}

    /** Keycloak's type of a password (PasswordCredentialModel, 26.7); of these a user has one at most. */
    static final String PASSWORD = "password";

    /**
     * Adds a credential as the last one. A password takes the place of the one that the user has, even of one that
     * another session has stored since this user was loaded: the last one counts, and the others are gone.
     */
    public static void create(TenantHandle handle, StoredUser user, StoredCredential credential) {
        UserStore.lock(handle, user);
        handle.later("""
                insert into credential (id, user_id, position, type, label, created_at, secret_data, credential_data)
                select ?, ?, coalesce(max(position) + 1, 0), ?, ?, ?, ?, ? from credential where user_id = ?
                on conflict (user_id) where type = 'password' do update
                set id = excluded.id, label = excluded.label, created_at = excluded.created_at,
                    secret_data = excluded.secret_data, credential_data = excluded.credential_data""",
                credential.id(), user.id(), credential.type(), credential.label(), credential.createdAt(),
                credential.secretData(), credential.credentialData(), user.id());
        if (isPassword(credential) && user.credentials.stream().anyMatch(CredentialStore::isPassword)) {
            user.credentials.replaceAll(known -> isPassword(known) ? credential : known);
        } else {
            user.credentials.add(credential);
        }
    }

    private static boolean isPassword(StoredCredential credential) {
        return PASSWORD.equals(credential.type());
    }

    /**
     * Replaces the credential of the same id; its place stays. Does nothing to a password that is newer than the given one:
     * Keycloak hashes a password again some time after it was checked, and a password that was replaced meanwhile must not
     * come back (PasswordCredentialProvider.refreshPassword, 26.7).
     */
    public static void update(TenantHandle handle, StoredUser user, StoredCredential credential) {
        update(handle, user, credential, false);
    }

    /** Replaces the password of the same id by a new one, whatever the clock of the server said that set the old one. */
    public static void replacePassword(TenantHandle handle, StoredUser user, StoredCredential password) {
        update(handle, user, password, true);
    }

    private static void update(
            TenantHandle handle, StoredUser user, StoredCredential credential, boolean isNewPassword) {
        UserStore.lock(handle, user);
        handle.later("""
                update credential set type = ?, label = ?, created_at = ?, secret_data = ?, credential_data = ?
                where id = ? and user_id = ?
                  and (? or type <> 'password' or created_at is null or created_at <= coalesce(?, created_at))""",
                credential.type(), credential.label(), credential.createdAt(), credential.secretData(),
                credential.credentialData(), credential.id(), user.id(), isNewPassword, credential.createdAt());
        user.credentials.replaceAll(known ->
                known.id().equals(credential.id()) && (isNewPassword || !isNewerPassword(known, credential))
                        ? credential
                        : known);
    }

    private static boolean isNewerPassword(StoredCredential known, StoredCredential given) {
        return isPassword(known)
                && known.createdAt() != null
                && given.createdAt() != null
                && known.createdAt() > given.createdAt();
    }

    /** @return false where the user has no such credential */
    public static boolean remove(TenantHandle handle, StoredUser user, String id) {
        if (!user.credentials.removeIf(known -> known.id().equals(id))) {
            return false;
        }
        UserStore.lock(handle, user);
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
            UserStore.lock(handle, user);
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

package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of users. */
public final class UserStore {

    private UserStore() {}

    public static Optional<StoredUser> findById(TenantHandle handle, String id) {
        return find(handle, "u.id = ?", id);
    }

    /** @param username in lower case */
    public static Optional<StoredUser> findByUsername(TenantHandle handle, String username) {
        return find(handle, "u.username = ?", username);
    }

    /**
     * The users with this e-mail, two at most: more than one is for the caller to judge.
     *
     * @param email in lower case
     */
    public static List<StoredUser> findByEmail(TenantHandle handle, String email) {
        return handle.query(
                "select " + UserRow.COLUMNS + " from users u where " + UserCriteria.EMAIL_IS
                        + " order by u.username limit 2",
                UserRow::read,
                email, email);
    }

    private static Optional<StoredUser> find(TenantHandle handle, String condition, String value) {
        return handle.first("select " + UserRow.COLUMNS + " from users u where " + condition, UserRow::read, value);
    }

    /** Stores a new user without what their other stores keep. */
    public static void insert(TenantHandle handle, StoredUser user) {
        handle.update(
                "insert into " + WholeUserTable.USERS.columns() + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row(user));
        user.isWritten();
    }

    /** Writes the user's single values, if one has changed since they were loaded or last written. */
    public static void update(TenantHandle handle, StoredUser user) {
        if (!user.isChanged()) {
            return;
        }
        handle.update("""
                update users set username = ?, email = ?, email_shared = ?, first_name = ?, last_name = ?,
                    email_verified = ?, enabled = ?, not_before = ?, created_at = ?, modified_at = ?,
                    federation_link = ?, service_account_client = ?
                where id = ?""", Stream.concat(singleValues(user), Stream.of(user.id())).toArray());
        user.isWritten();
    }

    /** @return false where there is no such user */
    public static boolean delete(TenantHandle handle, String id) {
        return handle.update("delete from users where id = ?", id) > 0;
    }

    /** For the columns of {@link WholeUserTable#USERS}. */
    static Object[] row(StoredUser user) {
        return Stream.concat(Stream.of(user.id(), user.plainId()), singleValues(user)).toArray();
    }

    private static Stream<Object> singleValues(StoredUser user) {
        return Stream.of(
                user.username(),
                user.email(),
                user.emailShared(),
                user.firstName(),
                user.lastName(),
                user.emailVerified(),
                user.enabled(),
                user.notBefore(),
                user.createdAt(),
                user.modifiedAt(),
                user.federationLink(),
                user.serviceAccountClient());
    }
}

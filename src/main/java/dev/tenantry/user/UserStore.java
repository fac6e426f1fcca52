package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /**
     * The users who have this text for their e-mail or for their name: whoever has it for a name, who comes first, and of
     * the others two at most.
     *
     * @param text in lower case
     */
    public static List<StoredUser> findByEmailOrUsername(TenantHandle handle, String text) {
        return handle.query(
                "select " + UserRow.COLUMNS + " from users u where " + UserCriteria.EMAIL_IS + " or u.username = ?"
                        + " order by u.username = ? desc, u.username limit 3",
                UserRow::read,
                text, text, text, text);
    }

    private static Optional<StoredUser> find(TenantHandle handle, String condition, String value) {
        return handle.first("select " + UserRow.COLUMNS + " from users u where " + condition, UserRow::read, value);
    }

    /**
     * Stores a new user, without what their other stores keep, before the next statement of the transaction or its end:
     * as they are by then.
     */
    public static void insert(TenantHandle handle, StoredUser user) {
        write(handle, user,
                "insert into " + WholeUserTable.USERS.columns() + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UserStore::row);
    }

    /** Writes the user's single values likewise, if one has changed since they were loaded or last written. */
    public static void update(TenantHandle handle, StoredUser user) {
        if (user.isChanged()) {
            write(handle, user, """
                    update users set username = ?, email = ?, email_shared = ?, first_name = ?, last_name = ?,
                        email_verified = ?, enabled = ?, not_before = ?, created_at = ?, modified_at = ?,
                        federation_link = ?, service_account_client = ?
                    where id = ?""",
                    changed -> Stream.concat(singleValues(changed), Stream.of(changed.id())).toArray());
        }
    }

    private static void write(
            TenantHandle handle, StoredUser user, String sql, Function<StoredUser, Object[]> parameters) {
        user.isBeingWritten();
        handle.later(sql, () -> {
            user.isWritten();
            return parameters.apply(user);
        });
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

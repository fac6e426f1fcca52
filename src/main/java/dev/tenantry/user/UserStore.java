package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of users. */
public final class UserStore {

    private static final Map<String, Function<StoredUser, Object>> SINGLE_VALUES = singleValues();

    /** One text for whatever has changed, so that PostgreSQL prepares one statement. */
    private static final String UPDATE = SINGLE_VALUES.keySet().stream()
            .map(column -> column + " = case when ? then ? else " + column + " end")
            .collect(Collectors.joining(", ", "update users set ", " where id = ?"));

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
        user.isInserted();
        write(handle, user,
                "insert into " + WholeUserTable.USERS.columns() + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UserStore::row);
    }

    /**
     * Writes the single values that have changed since they were loaded or last written. All others stay as
     * they are stored, since another session may have changed them meanwhile.
     */
    public static void update(TenantHandle handle, StoredUser user) {
        if (user.isChanged()) {
            write(handle, user, UPDATE, UserStore::changes);
        }
    }

    private static void write(
            TenantHandle handle, StoredUser user, String sql, Function<StoredUser, Object[]> parameters) {
        user.isBeingWritten();
        handle.later(sql, () -> {
            Object[] values = parameters.apply(user);
            user.isWritten();
            return values;
        });
    }

    /**
     * Locks the user's row before the next statement, in the same round trip, until the transaction ends: sessions that
     * change one user do so one after the other, and each sees what the one before has left. Does nothing if this
     * transaction has the lock already. Rows that refer to the user can still be added by others, who do not wait.
     */
    static void lock(TenantHandle handle, StoredUser user) {
        if (!user.hasLock()) {
            user.isLocked();
            handle.later("select from users where id = ? for no key update", user.id());
        }
    }

    /** @return false where there is no such user */
    public static boolean delete(TenantHandle handle, String id) {
        return handle.update("delete from users where id = ?", id) > 0;
    }

    /** For the columns of {@link WholeUserTable#USERS}. */
    static Object[] row(StoredUser user) {
        return Stream.concat(
                        Stream.of(user.id(), user.plainId()),
                        SINGLE_VALUES.values().stream().map(value -> value.apply(user)))
                .toArray();
    }

    private static Object[] changes(StoredUser user) {
        List<Object> parameters = new ArrayList<>();
        SINGLE_VALUES.forEach((column, value) -> {
            parameters.add(user.isChanged(column));
            parameters.add(value.apply(user));
        });
        parameters.add(user.id());
        return parameters.toArray();
    }

    /** By column, in the order of {@link WholeUserTable#USERS}. */
    private static Map<String, Function<StoredUser, Object>> singleValues() {
        Map<String, Function<StoredUser, Object>> values = new LinkedHashMap<>();
        values.put("username", StoredUser::username);
        values.put("email", StoredUser::email);
        values.put("email_shared", StoredUser::emailShared);
        values.put("first_name", StoredUser::firstName);
        values.put("last_name", StoredUser::lastName);
        values.put("email_verified", StoredUser::emailVerified);
        values.put("enabled", StoredUser::enabled);
        values.put("not_before", StoredUser::notBefore);
        values.put("created_at", StoredUser::createdAt);
        values.put("modified_at", StoredUser::modifiedAt);
        values.put("federation_link", StoredUser::federationLink);
        values.put("service_account_client", StoredUser::serviceAccountClient);
        return values;
    }
}

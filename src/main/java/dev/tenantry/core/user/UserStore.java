package dev.tenantry.core.user;

import dev.tenantry.core.db.CopyText;
import dev.tenantry.core.db.Sql;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads and writes the table of users. */
public final class UserStore {

    private static final String SELECT = "select " + UserRow.COLUMNS + " from users u where ";

    /** The number of users that PostgreSQL sends in one response, when {@link #forEachPerson} reads all users. */
    private static final int FETCH_SIZE = 200;

    private UserStore() {}

    public static Optional<StoredUser> findById(TenantReadHandle handle, String id) {
        return handle.first(SELECT + "u.id = ?", UserRow::read, id);
    }

    /** Returns the users who have one of these ids, in the order of their ids. */
    public static List<StoredUser> findByIds(TenantReadHandle handle, List<String> ids) {
        return handle.query(
                SELECT + "u.id = any (?) order by u.id", UserRow::read, (Object) ids.toArray(String[]::new));
    }

    /** Returns at most {@code max} users whose ids are greater than the given id, in the order of their ids. */
    public static List<StoredUser> findAfter(TenantReadHandle handle, String id, int max) {
        return handle.query(SELECT + "u.id > ? order by u.id limit ?", UserRow::read, id, max);
    }

    /** @param username the user's name, in lower case */
    public static Optional<StoredUser> findByUsername(TenantReadHandle handle, String username) {
        return handle.first(SELECT + "u.username = ?", UserRow::read, username);
    }

    /**
     * True if an enabled user has verified this e-mail.
     *
     * @param email the e-mail, in lower case
     */
    public static boolean hasVerified(TenantReadHandle handle, String email) {
        String sql = "select true from users where email = ? and enabled and email_verified limit 1";
        return handle.first(sql, row -> true, email).isPresent();
    }

    /**
     * Finds the users whose name or e-mail equals this text. Returns at most three users: first the user with this
     * name, then users with this e-mail.
     *
     * @param text the e-mail or name, in lower case
     */
    public static List<StoredUser> findByEmailOrUsername(TenantReadHandle handle, String text) {
        return handle.query(
                SELECT + "u.email = ? or u.username = ? order by u.username = ? desc, u.username limit 3",
                UserRow::read,
                text, text, text);
    }

    /**
     * Finds users by their account at an identity provider. Returns at most two users, which is enough to detect a
     * duplicate.
     */
    public static List<StoredUser> findByBrokerLink(TenantReadHandle handle, String provider, String brokerUserId) {
        return handle.query(
                SELECT + "u.found_by @> array[?::text] and u.broker_links -> ? ->> 'user_id' = ? limit 2",
                UserRow::read,
                FoundBy.brokerLink(provider, brokerUserId), provider, brokerUserId);
    }

    /**
     * Finds the user who has this verifiable credential. The caller must check that the user still has the credential,
     * because the search term of a removed credential may remain (see {@link FoundBy}).
     */
    public static Optional<StoredUser> findByVerifiableCredential(TenantReadHandle handle, String id) {
        return findByTerm(handle, FoundBy.verifiableCredentialId(id));
    }

    /**
     * Finds the user to whom this credential was issued. The caller must check that the user still has the issued
     * credential, because the search term of a removed credential may remain (see {@link FoundBy}).
     */
    public static Optional<StoredUser> findByIssuedCredential(TenantReadHandle handle, String id) {
        return findByTerm(handle, FoundBy.issuedCredential(id));
    }

    private static Optional<StoredUser> findByTerm(TenantReadHandle handle, String term) {
        return handle.first(SELECT + "u.found_by @> array[?::text]", UserRow::read, term);
    }

    /** Queues the insert of a new user. The insert writes the state that the user has when the insert is sent. */
    public static void insert(TenantHandle handle, StoredUser user) {
        defer(handle, user, () -> new Sql(UserRow.INSERT, UserRow.values(user)));
    }

    /**
     * Queues an update that writes all changes of a user. If another session has deleted the user, the call that sends
     * the update throws {@link dev.tenantry.core.db.MissingRowException}. Does nothing if the user is unchanged.
     */
    public static void update(TenantHandle handle, StoredUser user) {
        if (user.isChanged()) {
            defer(handle, user, () -> UserUpdate.of(user));
        }
    }

    private static void defer(TenantHandle handle, StoredUser user, Supplier<Sql> sql) {
        user.isBeingWritten();
        handle.defer(() -> {
            Sql written = sql.get();
            user.isWritten();
            return written;
        });
    }

    /** @return false if no user has that id */
    public static boolean delete(TenantHandle handle, String id) {
        return handle.update("delete from users where id = ?", id) > 0;
    }

    /**
     * Converts new users to rows for {@link #insert(TenantHandle, CopyText)}.
     *
     * @throws dev.tenantry.core.db.UnstorableTextException if PostgreSQL can't store a text
     */
    public static CopyText rows(List<StoredUser> users) {
        return UserRow.copyText(users);
    }

    /**
     * Stores many new users by one COPY.
     *
     * @throws dev.tenantry.core.db.DuplicateException if another user has the name, the e-mail or the id of a new user.
     *     Then the transaction can't continue, unless the insert was in a savepoint
     */
    public static void insert(TenantHandle handle, CopyText rows) {
        handle.copyIn(rows);
    }

    /** Updates PostgreSQL's statistics of the table, which PostgreSQL itself would update only some minutes later. */
    public static void analyze(TenantHandle handle) {
        handle.update("analyze users");
    }

    /**
     * Passes all users except service accounts to the consumer, in no particular order. At most a few hundred users are
     * in memory at once.
     */
    public static void forEachPerson(TenantHandle snapshot, Consumer<StoredUser> consumer) {
        snapshot.forEach(SELECT + "u.service_account_client is null", FETCH_SIZE, UserRow::read, consumer);
    }
}

package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tells which unique keys (ids, user names and e-mails) of given users already exist in a tenant's schema. Not
 * thread-safe.
 */
public final class ExistingKeys {

    private final Set<String> ids = new HashSet<>();
    private final Set<String> usernames = new HashSet<>();
    private final Set<String> emails = new HashSet<>();

    private ExistingKeys() {}

    /** Finds out which keys of the given users already exist in the schema. */
    public static ExistingKeys among(TenantReadHandle handle, List<StoredUser> users) {
        ExistingKeys taken = new ExistingKeys();
        handle.query("""
                select 'id', id from users where id = any (?)
                union all select 'username', username from users where username = any (?)
                union all select 'email', email from users where email = any (?)""",
                row -> taken.of(row.getString(1)).add(row.getString(2)),
                texts(users, ExistingKeys::ids),
                texts(users, ExistingKeys::usernames),
                texts(users, ExistingKeys::emails));
        return taken;
    }

    /**
     * True if at least one user of the tenant has an e-mail that is not in the unique index. The index omits each
     * e-mail that several users may have, for example because the realm once allowed duplicate e-mails. PostgreSQL
     * can't report a duplicate of an omitted e-mail.
     */
    public static boolean canBeUnknownToTheDatabase(TenantReadHandle handle) {
        return handle.first("select 1 from users where email_shared and email is not null limit 1", row -> 1)
                .isPresent();
    }

    private Set<String> of(String kind) {
        return switch (kind) {
            case "id" -> ids;
            case "username" -> usernames;
            case "email" -> emails;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Object texts(List<StoredUser> users, Function<StoredUser, Stream<String>> texts) {
        return users.stream().flatMap(texts).toArray(String[]::new);
    }

    public boolean hasUsername(StoredUser user) {
        return usernames(user).anyMatch(usernames::contains);
    }

    public boolean hasId(StoredUser user) {
        return ids(user).anyMatch(ids::contains);
    }

    public boolean hasEmail(StoredUser user) {
        return emails(user).anyMatch(emails::contains);
    }

    /** Adds the unique keys of the given user, so that this object counts these keys as existing from now on. */
    public void add(StoredUser user) {
        ids(user).forEach(ids::add);
        usernames(user).forEach(usernames::add);
        emails(user).forEach(emails::add);
    }

    private static Stream<String> ids(StoredUser user) {
        return Stream.of(user.id());
    }

    private static Stream<String> usernames(StoredUser user) {
        return Stream.of(user.username());
    }

    /** Returns the user's e-mail; empty if the user has no e-mail, or may share the e-mail with other users. */
    private static Stream<String> emails(StoredUser user) {
        return user.emailShared() ? Stream.empty() : Stream.ofNullable(user.email());
    }
}

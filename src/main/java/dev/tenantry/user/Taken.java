package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What of some users' that no two may have is somebody's already. One thread. */
public final class Taken {

    private final Set<String> ids = new HashSet<>();
    private final Set<String> usernames = new HashSet<>();
    private final Set<String> emails = new HashSet<>();
    private final Set<String> credentialIds = new HashSet<>();

    private Taken() {}

    /** As the schema has it now. */
    public static Taken among(TenantHandle handle, List<WholeUser> users) {
        Taken taken = new Taken();
        handle.query("""
                select 'id', id from users where id = any (?)
                union all select 'username', username from users where username = any (?)
                union all select 'email', email from users where email = any (?) and not email_shared
                union all select 'email', email from users where email = any (?) and email_shared
                union all select 'credential', id from credential where id = any (?)""",
                row -> taken.of(row.getString(1)).add(row.getString(2)),
                texts(users, Taken::ids),
                texts(users, Taken::usernames),
                texts(users, Taken::emails),
                texts(users, Taken::emails),
                texts(users, Taken::credentialIds));
        return taken;
    }

    /**
     * Whether somebody has an e-mail that several may have, as from a time when the realm let them: then no index says
     * that another must not have it alone.
     */
    public static boolean canBeUnknownToTheDatabase(TenantHandle handle) {
        return handle.first("select 1 from users where email_shared and email is not null limit 1", row -> 1)
                .isPresent();
    }

    private Set<String> of(String kind) {
        return switch (kind) {
            case "id" -> ids;
            case "username" -> usernames;
            case "email" -> emails;
            case "credential" -> credentialIds;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Object texts(List<WholeUser> users, Function<WholeUser, Stream<String>> texts) {
        return users.stream().flatMap(texts).toArray(String[]::new);
    }

    public boolean hasUsername(WholeUser whole) {
        return usernames(whole).anyMatch(usernames::contains);
    }

    public boolean hasId(WholeUser whole) {
        return ids(whole).anyMatch(ids::contains);
    }

    public boolean hasEmail(WholeUser whole) {
        return emails(whole).anyMatch(emails::contains);
    }

    public boolean hasCredentialId(WholeUser whole) {
        return credentialIds(whole).anyMatch(credentialIds::contains);
    }

    /** From now on what this user has is taken too. */
    public void add(WholeUser whole) {
        ids(whole).forEach(ids::add);
        usernames(whole).forEach(usernames::add);
        emails(whole).forEach(emails::add);
        credentialIds(whole).forEach(credentialIds::add);
    }

    private static Stream<String> ids(WholeUser whole) {
        return Stream.of(whole.user().id());
    }

    private static Stream<String> usernames(WholeUser whole) {
        return Stream.of(whole.user().username());
    }

    /** None where several users may have one. */
    private static Stream<String> emails(WholeUser whole) {
        return whole.user().emailShared() ? Stream.empty() : Stream.ofNullable(whole.user().email());
    }

    private static Stream<String> credentialIds(WholeUser whole) {
        return whole.user().credentials.stream().map(StoredCredential::id);
    }
}

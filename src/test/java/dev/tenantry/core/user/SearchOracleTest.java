package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantTransactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each search finds the same users as plain Java code, and no user of the other tenant: with the index for parts of
 * names, and by reading all users, as if there were no index.
 */
final class SearchOracleTest {

    private static final int USERS = 400;
    private static final int SEARCHES = 60;

    /** Few letters, so that texts often match. All characters with a special meaning in a search are among them. */
    private static final String LETTERS = "aabbcßİıΣσςéÉZ19 %_\\\"*'.-@\n";

    private static final Random RANDOM = new Random(6);

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private static final List<Person> PEOPLE = new ArrayList<>();
    private static final Map<String, String> LOWER = new HashMap<>();

    private record Person(String username, String email, String firstName, String lastName) {}

    @BeforeAll
    static void people() {
        TENANTS.changeAcme(handle -> handle.update("delete from users"));
        for (int i = 0; i < USERS; i++) {
            Person person = new Person(
                    text(6).toLowerCase(Locale.ROOT) + i,
                    RANDOM.nextInt(3) == 0 ? null : text(8).toLowerCase(Locale.ROOT) + "@" + i,
                    RANDOM.nextInt(4) == 0 ? null : text(5),
                    RANDOM.nextInt(4) == 0 ? null : text(5));
            PEOPLE.add(person);
            TENANTS.changeAcme(handle -> insert(handle, person, "acme-" + person.username));
            TENANTS.changeGlobex(handle -> insert(handle, person, "globex-" + person.username));
        }
        String schema = TENANTS.acme().schema().value();
        TENANTS.beside().execute("vacuum analyze " + schema + ".users");
    }

    private static void insert(TenantHandle handle, Person person, String id) {
        StoredUser user = new StoredUser(id, person.username);
        user.email(person.email, RANDOM.nextBoolean());
        user.firstName(person.firstName);
        user.lastName(person.lastName);
        UserStore.insert(handle, user);
    }

    private static String text(int max) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + RANDOM.nextInt(max); length > 0; length--) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** A part of some person's name or e-mail address, which a search is likely to find. */
    private static String part() {
        Person person = PEOPLE.get(RANDOM.nextInt(USERS));
        List<String> names = Stream.of(person.username, person.email, person.firstName, person.lastName)
                .filter(name -> name != null).toList();
        String name = names.get(RANDOM.nextInt(names.size()));
        int begin = RANDOM.nextInt(name.length());
        return name.substring(begin, begin + 1 + RANDOM.nextInt(name.length() - begin));
    }

    /**
     * PostgreSQL's lower case, by which first and last names are compared. User names and e-mail addresses are compared
     * by Java's lower case.
     */
    private static String lower(TenantReadHandle handle, String text) {
        return LOWER.computeIfAbsent(text, asked ->
                handle.query("select lower(?)", row -> row.getString(1), asked).get(0));
    }

    /** True if the whole text matches the pattern, in which {@code *} stands for any text. */
    private static boolean matches(String text, String pattern) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) != '*') {
            return !text.isEmpty() && text.charAt(0) == pattern.charAt(0)
                    && matches(text.substring(1), pattern.substring(1));
        }
        for (int skipped = 0; skipped <= text.length(); skipped++) {
            if (matches(text.substring(skipped), pattern.substring(1))) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<Person> anyName(
            TenantReadHandle handle, Function<String, Predicate<String>> match, String text) {
        Predicate<String> byJava = match.apply(text.toLowerCase(Locale.ROOT));
        Predicate<String> byPostgres = match.apply(lower(handle, text));
        return person -> byJava.test(person.username)
                || person.email != null && byJava.test(person.email)
                || person.firstName != null && byPostgres.test(lower(handle, person.firstName))
                || person.lastName != null && byPostgres.test(lower(handle, person.lastName));
    }

    private static void assertFound(TenantReadHandle handle, String how, UserCriteria criteria, Predicate<Person> oracle) {
        List<String> found = ids(handle, criteria, null, null);
        assertThat(found).as(how).containsExactlyInAnyOrderElementsOf(PEOPLE.stream()
                .filter(oracle).map(person -> "acme-" + person.username).toList());
        assertThat(UserSearch.count(handle, criteria)).as(how).isEqualTo(found.size());
        int first = RANDOM.nextInt(4);
        for (int max : List.of(1, 3, USERS)) {
            assertThat(ids(handle, criteria, first, max)).as(how + ", from " + first + ", " + max)
                    .isEqualTo(found.subList(Math.min(first, found.size()), Math.min(first + max, found.size())));
        }
    }

    private static List<String> ids(TenantReadHandle handle, UserCriteria criteria, Integer first, Integer max) {
        return UserSearch.list(handle, criteria, first, max).stream().map(StoredUser::id).toList();
    }

    private static void search(TenantReadHandle handle) {
        for (int i = 0; i < SEARCHES; i++) {
            String text = RANDOM.nextInt(3) == 0 ? text(4) : part();
            String lower = text.toLowerCase(Locale.ROOT);
            assertFound(handle, "beginning with " + text, new UserCriteria().search(text + "*"),
                    anyName(handle, pattern -> name -> matches(name, pattern + "*"), text));
            assertFound(handle, "anywhere " + text, new UserCriteria().searchAnywhere(text),
                    anyName(handle, pattern -> name -> matches(name, "*" + pattern + "*"), text));
            assertFound(handle, "containing " + text, new UserCriteria().anyName(text, false),
                    anyName(handle, part -> name -> name.contains(part), text));
            assertFound(handle, "being " + text, new UserCriteria().anyName(text, true),
                    anyName(handle, whole -> name -> name.equals(whole), text));
            assertFound(handle, "user name containing " + text, new UserCriteria().username(text, false),
                    person -> person.username.contains(lower));
            assertFound(handle, "e-mail being " + text, new UserCriteria().email(text, true),
                    person -> lower.equals(person.email));
            assertFound(handle, "last name containing " + text, new UserCriteria().lastName(text, false),
                    person -> person.lastName != null
                            && lower(handle, person.lastName).contains(lower(handle, text)));
        }
    }

    @Test
    void readingAllUsersFindsTheSameUsersAsJava() {
        TENANTS.readAcme(SearchOracleTest::search);
    }

    @Test
    void theIndexFindsTheSameUsersAsJava() {
        String name = TENANTS.beside().value("select current_database()");
        TENANTS.beside().execute("alter database \"" + name + "\" set enable_seqscan = off");
        try (Database one = TENANTS.open(1)) {
            new TenantTransactions(one).read(TENANTS.acme(), handle -> {
                assertThat(handle.queryUnprepared(
                        "explain " + UserSearch.counting(new UserCriteria().searchAnywhere("abc")),
                        row -> row.getString(1), new UserCriteria().searchAnywhere("abc").parameters()))
                        .anyMatch(line -> line.contains("on users_search"));
                search(handle);
                return null;
            });
        } finally {
            TENANTS.beside().execute("alter database \"" + name + "\" reset enable_seqscan");
        }
    }
}

package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How PostgreSQL searches the users of a tenant with many users. */
final class SearchPlanTest {

    private static final int USERS = 50_000;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeAll
    static void manyUsers() {
        TENANTS.changeAcme(handle -> {
            ManyUsers.insert(handle, USERS);
            for (String name : List.of("user0001234", "user0043210")) {
                StoredUser user = UserStore.findByUsername(handle, name).orElseThrow();
                user.attribute("nickname", List.of("the Duchess"));
                UserStore.update(handle, user);
            }
            handle.update("""
                    update users set attributes = attributes || '{"wing": ["East"]}',
                      found_by = found_by || array['a:wing', 'a:wing=east']
                    where username > 'user0048500'""");
        });
        vacuum(TENANTS.acme().schema().value() + ".users");
    }

    /**
     * Runs outside the pool, since VACUUM cannot run in a transaction. Repeats VACUUM until it has marked nearly all
     * pages.
     */
    private static void vacuum(String table) {
        Eventually.holds("nearly all pages are marked as visible to all", () -> {
            TENANTS.beside().execute("vacuum analyze " + table);
            return TENANTS.beside().<Boolean>value(
                    "select relallvisible * 10 > relpages * 9 from pg_class where oid = '" + table + "'::regclass");
        });
    }

    private static Arguments uses(String index, String what, UnaryOperator<UserCriteria> criteria) {
        return Arguments.arguments(index, what, criteria);
    }

    private static Stream<Arguments> searches() {
        return Stream.of(
                uses("users_search", "a rare part of any name", c -> c.search("*49999*").notServiceAccount()),
                uses("users_search", "a part that nobody has", c -> c.search("*nosuchname*").notServiceAccount()),
                uses("users_search", "a rare beginning of any name", c -> c.search("user00499").notServiceAccount()),
                uses("users_search", "many, all at the end of the order", c -> c.search("user0049")),
                uses("users_search", "two words", c -> c.search("hopper-993").search("edsger").notServiceAccount()),
                uses("users_search", "a part of a user name", c -> c.username("49999", false)),
                uses("users_search", "a part of an e-mail", c -> c.email("49999@ex", false)),
                uses("users_search", "a part of a last name", c -> c.lastName("jackson-991", false)),
                uses("users_search", "a whole last name", c -> c.lastName("jackson-991", true)),
                uses("users_username", "a whole user name", c -> c.username("user0049999", true)),
                uses("users_email", "a whole e-mail", c -> c.email("user0049999@example.com", true)),
                uses("users_email", "any name as a whole", c -> c.search("\"user0049999@example.com\"")),
                uses("users_found_by", "a client's service account", c -> c.serviceAccountOf("client-7")),
                uses("users_found_by", "a whole value of an attribute", c -> c.attribute("badge", "b-4711", true)),
                uses("users_found_by", "a value in upper and lower case", c -> c.attributeIs("badge", "B-4711")),
                uses("users_found_by", "a part of an attribute that few have",
                        c -> c.attribute("nickname", "duchess", false)),
                uses("users_found_by", "a role that few have", c -> c.mappedToRole("few")),
                uses("users_found_by", "a group of few", c -> c.inGroups(List.of("few"))),
                uses("users_found_by", "a group by the type of membership", c -> c.inGroup("few", "UNMANAGED")),
                uses("users_found_by", "a link to an identity provider", c -> c.linkedTo("partner", null)),
                uses("users_found_by", "a link to an account", c -> c.linkedTo("partner", "P-7000")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("searches")
    void aPageIsFoundByAnIndexWithoutReadingAllUsers(
            String index, String what, UnaryOperator<UserCriteria> criteria) {
        TENANTS.readAcme(handle -> assertThat(
                        SearchPlan.ofPage(handle, criteria.apply(new UserCriteria()), 0, 100).text())
                .containsAnyOf("on " + index, "using " + index)
                .doesNotContain("Seq Scan on users"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("searches")
    void theCountIsFoundByTheSameIndex(String index, String what, UnaryOperator<UserCriteria> criteria) {
        TENANTS.readAcme(handle -> assertThat(SearchPlan.ofCount(handle, criteria.apply(new UserCriteria())).text())
                .containsAnyOf("on " + index, "using " + index)
                .doesNotContain("Seq Scan on users"));
    }

    /** The page of 100 users takes 120 rows, since twenty service accounts come first in order of user name. */
    @Test
    void aConditionThatAllUsersMeetReadsAThousandUsersAndThePage() {
        UserCriteria everybody = new UserCriteria().search("*example*");

        assertThat(executed(everybody, 100))
                .filteredOn(line -> line.contains(" on users"))
                .isNotEmpty()
                .allMatch(line -> line.contains("rows=1000") || line.contains("rows=120") || line.contains("loops=100"));
    }

    @Test
    void anAttributeOfOneInFortyReadsAThousandUsersAndTheFirstInOrder() {
        UserCriteria onFloor7 = new UserCriteria().attribute("floor", "f-7", true);

        assertThat(executed(onFloor7, 20))
                .filteredOn(line -> line.contains(" on users"))
                .anyMatch(line -> line.contains("Index Scan using users_username on users ") && line.contains("rows=788"))
                .anyMatch(line -> line.contains("Bitmap Heap Scan") && line.contains("rows=1000"))
                .noneMatch(line -> line.contains("Seq Scan on users"));
        assertThat(names(onFloor7, 20, 20)).isEqualTo(IntStream.range(20, 40)
                .mapToObj(i -> "user%07d".formatted(7 + i * 40)).toList());
    }

    @Test
    void anAttributeOfManyUsersIsFoundAnywhereInTheOrder() {
        UserCriteria inTheEast = new UserCriteria().attribute("wing", "east", true).notServiceAccount();

        assertThat(names(inTheEast, 0, 2)).containsExactly("user0048501", "user0048502");
        assertThat(names(inTheEast, 1498, 20)).containsExactly("user0049999", "user0050000");
    }

    private static List<String> executed(UserCriteria criteria, int max) {
        List<String> lines = new ArrayList<>();
        TENANTS.readAcme(handle -> SearchPlan.carriedOutForPage(handle, criteria, 0, max).lines().stream()
                .filter(line -> !line.contains("never executed"))
                .forEach(lines::add));
        return lines;
    }

    private static List<String> names(UserCriteria criteria, int first, int max) {
        List<String> names = new ArrayList<>();
        TENANTS.readAcme(handle -> UserSearch.list(handle, criteria, first, max).stream()
                .map(StoredUser::username)
                .forEach(names::add));
        return names;
    }

    @Test
    void aLatePageReadsOnlyItsOwnUsers() {
        TENANTS.readAcme(handle -> assertThat(
                        SearchPlan.ofPage(handle, new UserCriteria().notServiceAccount(), USERS - 1000, 100).text())
                .contains("Index Only Scan using users_username")
                .doesNotContain("Seq Scan on users"));
    }

    /**
     * Otherwise PostgreSQL would read all columns of the users before the page, up to a few kilobytes for each user.
     */
    @Test
    void onlyTheNamesOfUsersBeforeThePageAreRead() {
        TENANTS.readAcme(handle -> assertThat(
                        SearchPlan.carriedOutForPage(handle, new UserCriteria(), 1000, 7).lines())
                .filteredOn(line -> line.contains(" Scan using "))
                .hasSize(2)
                .anyMatch(line -> line.contains("Index Only Scan using users_username") && line.contains("rows=1007"))
                .anyMatch(line -> line.contains("Index Scan using users_username") && line.contains("loops=7")));
    }

    @Test
    void theCountOfAllPeopleReadsOnlyAnIndex() {
        TENANTS.readAcme(handle -> assertThat(
                        SearchPlan.ofCount(handle, new UserCriteria().notServiceAccount()).text())
                .contains("Index Only Scan using users_username"));
    }

    private static void assertNoOtherUserIsRead(String index, String condition, Object... parameters) {
        TENANTS.readAcme(handle -> assertThat(String.join("\n", handle.queryUnprepared(
                        "explain select u.id from users u where " + condition,
                        row -> row.getString(1), parameters)))
                .containsAnyOf("on " + index, "using " + index)
                .doesNotContain("Seq Scan"));
    }

    @Test
    void aUserWhoSignsInIsFoundByAnIndex() {
        String email = "user0049999@example.com";

        assertNoOtherUserIsRead("users_email", "u.email = ? order by u.username limit 2", email);
        assertNoOtherUserIsRead("users_email",
                "u.email = ? or u.username = ? order by u.username = ? desc, u.username limit 3", email, email, email);
        assertNoOtherUserIsRead("users_username", "u.username = ?", "user0049999");
        assertNoOtherUserIsRead("users_pkey", "u.id = ?", "account-7");
        assertNoOtherUserIsRead("users_found_by", "u.found_by @> array[?::text] limit 2",
                FoundBy.brokerLink("partner", "P-7000"));
    }

    @Test
    void usersWithAReferenceToARemovedObjectAreFoundByAnIndex() {
        for (String term : List.of(FoundBy.role("few"), FoundBy.group("few"), FoundBy.brokerLink("partner"),
                FoundBy.consent("shop"), FoundBy.CONSENTS, FoundBy.verifiableCredential("diploma"), FoundBy.ISSUED)) {
            assertNoOtherUserIsRead("users_found_by", "u.found_by @> array[?::text]", term);
        }
    }
}

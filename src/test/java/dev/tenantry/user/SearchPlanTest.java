package dev.tenantry.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.Eventually;
import dev.tenantry.tenant.TwoTenants;
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

/** How PostgreSQL looks for users where there are many of them. */
final class SearchPlanTest {

    private static final int USERS = 50_000;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeAll
    static void manyUsers() {
        TENANTS.changeAcme(handle -> ManyUsers.insert(handle, USERS));
        for (String table : List.of("users", "user_attribute", "role_mapping", "group_membership")) {
            vacuum(TENANTS.acme().schema().value() + "." + table);
        }
    }

    /** Beside the pool, since vacuum wants to be on its own; and again, since it does not see at once what is there. */
    private static void vacuum(String table) {
        Eventually.holds("nearly all pages are known to be visible to everybody", () -> {
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
                uses("users_username_key", "a whole user name", c -> c.username("user0049999", true)),
                uses("users_email_key", "a whole e-mail", c -> c.email("user0049999@example.com", true)),
                uses("users_email_key", "any name as a whole", c -> c.search("\"user0049999@example.com\"")),
                uses("users_service_account", "a client's service account", c -> c.serviceAccountOf("client-7")),
                uses("user_attribute_value", "an attribute", c -> c.attribute("badge", "b-4711", true)),
                uses("role_mapping_role", "a role that few have", c -> c.mappedToRole("few")),
                uses("group_membership_group", "a group of few", c -> c.inGroups(List.of("few"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("searches")
    void aPageIsFoundByAnIndexAndNoOtherUserIsReadForIt(
            String index, String what, UnaryOperator<UserCriteria> criteria) {
        TENANTS.readAcme(handle -> assertThat(
                        SearchPlan.ofPage(handle, criteria.apply(new UserCriteria()), 0, 100).text())
                .containsAnyOf("on " + index, "using " + index)
                .doesNotContain("Seq Scan on users"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("searches")
    void theCountIsFoundInTheSameWay(String index, String what, UnaryOperator<UserCriteria> criteria) {
        TENANTS.readAcme(handle -> assertThat(SearchPlan.ofCount(handle, criteria.apply(new UserCriteria())).text())
                .containsAnyOf("on " + index, "using " + index)
                .doesNotContain("Seq Scan on users"));
    }

    @Test
    void forWhatEverybodyHasTheFirstUsersAreReadAlone() {
        UserCriteria everybody = new UserCriteria().search("*example*");

        TENANTS.readAcme(handle -> assertThat(SearchPlan.carriedOutForPage(handle, everybody, 0, 100).lines())
                .filteredOn(line -> line.contains("Seq Scan on users") || line.contains("on users_search"))
                .isNotEmpty()
                .allMatch(line -> line.contains("never executed")));
    }

    @Test
    void forAnAttributeThatManyHaveUsersAreGoneThroughInOrder() {
        UserCriteria onFloor7 = new UserCriteria().attribute("floor", "f-7", true);

        TENANTS.readAcme(handle -> assertThat(SearchPlan.carriedOutForPage(handle, onFloor7, 0, 20).lines())
                .filteredOn(line -> line.contains("Scan") && line.contains(" on users") && line.contains("rows="))
                .allMatch(line -> line.contains("never executed") || line.contains("users_username_key")));
        assertThat(names(onFloor7, 20, 20)).isEqualTo(IntStream.range(20, 40)
                .mapToObj(i -> "user%07d".formatted(7 + i * 40)).toList());
    }

    @Test
    void anAttributeThatManyHaveIsFoundWhereverTheyAreInTheOrder() {
        TENANTS.changeAcme(handle -> handle.update("""
                insert into user_attribute (user_id, name, position, value)
                select id, 'wing', 0, 'East' from users order by username desc limit 1500"""));
        UserCriteria inTheEast = new UserCriteria().attribute("wing", "east", true).notServiceAccount();

        assertThat(names(inTheEast, 0, 2)).containsExactly("user0048501", "user0048502");
        assertThat(names(inTheEast, 1498, 20)).containsExactly("user0049999", "user0050000");
        TENANTS.changeAcme(handle -> handle.update("delete from user_attribute where name = 'wing'"));
    }

    private static List<String> names(UserCriteria criteria, int first, int max) {
        List<String> names = new ArrayList<>();
        TENANTS.readAcme(handle -> UserSearch.list(handle, criteria, first, max).stream()
                .map(StoredUser::username)
                .forEach(names::add));
        return names;
    }

    @Test
    void aLatePageLooksAtNoUserButItsOwn() {
        TENANTS.readAcme(handle -> assertThat(
                        SearchPlan.ofPage(handle, new UserCriteria().notServiceAccount(), USERS - 1000, 100).text())
                .contains("Index Only Scan using users_username_key")
                .doesNotContain("Seq Scan on users"));
    }

    /** Of all that a page's users own, which PostgreSQL would put together for those before them too. */
    @Test
    void whatBelongsToUsersBeforeThePageIsNotRead() {
        TENANTS.readAcme(handle -> assertThat(
                        SearchPlan.carriedOutForPage(handle, new UserCriteria(), 1000, 7).lines())
                .filteredOn(line -> line.contains("on user_attribute a"))
                .isNotEmpty()
                .allMatch(line -> line.contains("loops=7")));
    }

    @Test
    void theCountOfAllPeopleLooksIntoAnIndexAlone() {
        TENANTS.readAcme(handle -> assertThat(
                        SearchPlan.ofCount(handle, new UserCriteria().notServiceAccount()).text())
                .contains("Index Only Scan using users_service_account"));
    }

    @Test
    void somebodyWhoSignsInByTheirEmailIsFoundByAnIndex() {
        TENANTS.readAcme(handle -> assertThat(String.join("\n", handle.queryAnew(
                        "explain select u.id from users u where " + UserCriteria.EMAIL_IS
                                + " order by u.username limit 2",
                        row -> row.getString(1), "user0049999@example.com", "user0049999@example.com")))
                .contains("on users_email_key")
                .doesNotContain("Seq Scan"));
    }
}

package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UserSearchTest {

    @AutoClose
    private static final SearchedUsers USERS = new SearchedUsers();

    private static Arguments finds(String what, UnaryOperator<UserCriteria> criteria, String... found) {
        return arguments(what, criteria, found);
    }

    private static Stream<Arguments> criteria() {
        return Stream.of(
                finds("everybody", c -> c, "ada", "bob_b", "carla", "service-account-shop", "sisyphos"),
                finds("user name: infix", c -> c.username("A", false), "ada", "carla", "service-account-shop"),
                finds("user name: exact", c -> c.username("ADA", true), "ada"),
                finds("user name: a part is not exact", c -> c.username("ad", true)),
                finds("e-mail: infix", c -> c.email("Build", false), "bob_b"),
                finds("e-mail: exact", c -> c.email("ADA@math.example", true), "ada"),
                finds("first name: infix", c -> c.firstName("arl", false), "carla"),
                finds("first name: exact", c -> c.firstName("bob", true), "bob_b"),
                finds("last name: infix", c -> c.lastName("LOVE", false), "ada"),
                finds("last name: exact", c -> c.lastName("lovelace", true), "ada"),
                finds("last name: accents", c -> c.lastName("åNGSTRÖM", true), "carla"),
                finds("any name: infix in e-mail", c -> c.anyName("math", false), "ada"),
                finds("any name: infix in last name", c -> c.anyName("ngstr", false), "carla"),
                finds("any name: exact", c -> c.anyName("Bob", true), "bob_b"),
                finds("any name: a part is not exact", c -> c.anyName("Bo", true)),
                finds("e-mail verified", c -> c.emailVerified(true), "ada"),
                finds("e-mail not verified", c -> c.emailVerified(false).notServiceAccount(),
                        "bob_b", "carla", "sisyphos"),
                finds("disabled", c -> c.enabled(false), "carla"),
                finds("created after", c -> c.createdAfter(2000), "bob_b", "carla"),
                finds("created before", c -> c.createdBefore(2000), "ada", "bob_b"),
                finds("created between", c -> c.createdAfter(1001).createdBefore(2999), "bob_b"),
                finds("no service accounts", UserCriteria::notServiceAccount, "ada", "bob_b", "carla", "sisyphos"),
                finds("linked to a provider", c -> c.linkedTo("google", null), "ada", "bob_b"),
                finds("linked to an account", c -> c.linkedTo("google", "2"), "bob_b"),
                finds("linked to an account anywhere", c -> c.linkedTo(null, "2"), "ada", "bob_b"),
                finds("linked to anything", c -> c.linkedTo(null, null), "ada", "bob_b"),
                finds("in one of the groups", c -> c.inGroups(List.of("poets", "math", "builders")), "ada", "bob_b"),
                finds("in none of no groups", c -> c.inGroups(List.of())),
                finds("in any group", UserCriteria::inAnyGroup, "ada", "bob_b"),
                finds("in a group by a kind of membership", c -> c.inGroup("math", "UNMANAGED"), "ada"),
                finds("in a group by another kind", c -> c.inGroup("math", "MANAGED")),
                finds("among some", c -> c.among(List.of("carla", "nobody"), List.of()), "carla"),
                finds("among some by plain ids", c -> c.among(List.of(), List.of("sisyphos", "nobody")), "sisyphos"),
                finds("among both kinds", c -> c.among(List.of("ada"), List.of("sisyphos")), "ada", "sisyphos"),
                finds("among ids of the wrong kind", c -> c.among(List.of("sisyphos"), List.of("ada"))),
                finds("not among some", c -> c.not(new UserCriteria().among(List.of("ada"), List.of("sisyphos"))),
                        "bob_b", "carla", "service-account-shop"),
                finds("among none", c -> c.among(List.of(), List.of())),
                finds("a client's service account", c -> c.serviceAccountOf("shop"), "service-account-shop"),
                finds("nobody", UserCriteria::nobody),
                finds("any name: anywhere, with a wildcard", c -> c.searchAnywhere("ov*ce"), "ada"),
                finds("any name: anywhere, without", c -> c.searchAnywhere("ovel"), "ada"),
                finds("one or the other", c -> c.anyOf(
                        new UserCriteria().enabled(false), new UserCriteria().username("a", false).emailVerified(true)),
                        "ada", "carla"),
                finds("neither", c -> c.not(new UserCriteria().inAnyGroup()).notServiceAccount(),
                        "carla", "sisyphos"),
                finds("mapped to a role", c -> c.mappedToRole("admin"), "ada"),
                finds("all that is asked for", c -> c.linkedTo("google", null).inGroups(List.of("math")).enabled(true)
                        .anyName("a", false).attribute("color", "red", true), "ada"),
                finds("conditions that exclude each other", c -> c.username("ada", true).enabled(false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("criteria")
    void listAndCountAgreeOn(String what, UnaryOperator<UserCriteria> criteria, String[] found) {
        USERS.assertFound(criteria.apply(new UserCriteria()), found);
    }

    @ParameterizedTest
    @CsvSource({
        "ad, ada", "ADA@, ada", "love, ada", "da, ", "*da, ada", "*ove*, ada", "l*ce, ada", "a*example, ada",
        "'\"ada\"', ada", "'\"Ad\"', ", "'\"lovelace\"', ada", "'\"lovelace', ", "'\"', ", "'\"\"', ", "builder, ",
        "*builder, bob_b", "bob_, bob_b", "bob%, ", "_ob, ", "100%, bob_b", "carla\\, carla", "*\\c, carla"
    })
    void aTextMatchesABeginningUnlessItHasAStarOrQuotes(String text, String found) {
        USERS.assertFound(new UserCriteria().search(text), found == null ? new String[0] : new String[] {found});
    }

    @ParameterizedTest
    @CsvSource({
        "b_b, bob_b", "a_a, ", "%, ", "_, bob_b", "\\, ", "a%a, ", "*, "
    })
    void noCharacterIsAWildcardInAName(String text, String found) {
        USERS.assertFound(
                new UserCriteria().username(text, false), found == null ? new String[0] : new String[] {found});
    }

    private static Stream<Arguments> fields() {
        return Stream.of(
                arguments("user name", (Function<String, UserCriteria>) t -> new UserCriteria().username(t, false)),
                arguments("e-mail", (Function<String, UserCriteria>) t -> new UserCriteria().email(t, false)),
                arguments("first name", (Function<String, UserCriteria>) t -> new UserCriteria().firstName(t, false)),
                arguments("last name", (Function<String, UserCriteria>) t -> new UserCriteria().lastName(t, false)),
                arguments("any name", (Function<String, UserCriteria>) t -> new UserCriteria().anyName(t, false)),
                arguments("search", (Function<String, UserCriteria>) t -> new UserCriteria().search("*" + t)),
                arguments("anywhere", (Function<String, UserCriteria>) t -> new UserCriteria().searchAnywhere(t)),
                arguments("attribute",
                        (Function<String, UserCriteria>) t -> new UserCriteria().attribute("color", t, false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void noSqlWildcardWorksInAnyField(String field, Function<String, UserCriteria> criteria) {
        for (String wildcards : List.of("a%a", "a%e", "_d_", "___", "%%", "r_d", "l%d")) {
            USERS.assertFound(criteria.apply(wildcards));
        }
    }

    @Test
    void aStarAloneFindsEverybody() {
        USERS.tenants().readAcme(handle ->
                assertThat(UserSearch.count(handle, new UserCriteria().search("*"))).isEqualTo(5));
    }

    /** Java and PostgreSQL make different lower-case letters of a sigma at the end of a word. */
    @Test
    void anyNameIsFoundByItsStoredSpelling() {
        USERS.assertFound(new UserCriteria().lastName("ΣΙΣΥΦΟΣ", true), "sisyphos");
        USERS.assertFound(new UserCriteria().lastName("ΣΙΣΥΦΟΣ", false), "sisyphos");
        USERS.assertFound(new UserCriteria().anyName("ΣΙΣΥΦΟΣ", true), "sisyphos");
        USERS.assertFound(new UserCriteria().search("ΣΙΣΥΦΟΣ"), "sisyphos");
    }

    @ParameterizedTest
    @CsvSource({
        ", , ada bob_b carla service-account-shop sisyphos", "0, 2, ada bob_b", "2, 2, carla service-account-shop",
        "4, 2, sisyphos", "5, 2, ''", "1, , bob_b carla service-account-shop sisyphos", ", 1, ada", "0, 0, ''",
        "-1, -1, ada bob_b carla service-account-shop sisyphos"
    })
    void aPageIsAPartOfTheWholeList(Integer first, Integer max, String found) {
        USERS.tenants().readAcme(handle -> assertThat(
                String.join(" ", UserSearch.list(handle, new UserCriteria(), first, max).stream()
                        .map(StoredUser::id).toList())).isEqualTo(found));
    }

    @Test
    void aFoundUserIsLoadedWithAllParts() {
        USERS.tenants().readAcme(handle -> assertThat(Contents.of(
                UserSearch.list(handle, new UserCriteria().username("ada", true), 0, 1).get(0)))
                .isEqualTo(Contents.of(Ada.load(handle))));
    }
}

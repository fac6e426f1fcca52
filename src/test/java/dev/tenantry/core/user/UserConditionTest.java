package dev.tenantry.core.user;

import static dev.tenantry.core.user.Comparison.CONTAINS;
import static dev.tenantry.core.user.Comparison.ENDS_WITH;
import static dev.tenantry.core.user.Comparison.EQUAL;
import static dev.tenantry.core.user.Comparison.GREATER;
import static dev.tenantry.core.user.Comparison.GREATER_OR_EQUAL;
import static dev.tenantry.core.user.Comparison.LESS;
import static dev.tenantry.core.user.Comparison.LESS_OR_EQUAL;
import static dev.tenantry.core.user.Comparison.NOT_EQUAL;
import static dev.tenantry.core.user.Comparison.STARTS_WITH;
import static dev.tenantry.core.user.UserCondition.attribute;
import static dev.tenantry.core.user.UserCondition.attributePresent;
import static dev.tenantry.core.user.UserCondition.flag;
import static dev.tenantry.core.user.UserCondition.inAnyGroup;
import static dev.tenantry.core.user.UserCondition.inGroup;
import static dev.tenantry.core.user.UserCondition.never;
import static dev.tenantry.core.user.UserCondition.present;
import static dev.tenantry.core.user.UserCondition.text;
import static dev.tenantry.core.user.UserCondition.time;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tenantry.core.db.UnstorableTextException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class UserConditionTest {

    @AutoClose
    private static final SearchedUsers USERS = new SearchedUsers();

    private static final String[] ALL = {"ada", "bob_b", "carla", "service-account-shop", "sisyphos"};

    private static Arguments finds(String what, UserCondition condition, String... found) {
        return arguments(what, condition, found);
    }

    private static UserCondition name(Comparison comparison, String value) {
        return text(UserColumn.USERNAME, comparison, value, false);
    }

    private static UserCondition last(Comparison comparison, String value, boolean exactCase) {
        return text(UserColumn.LAST_NAME, comparison, value, exactCase);
    }

    private static Stream<Arguments> conditions() {
        return Stream.of(
                finds("name: equal", name(EQUAL, "ADA"), "ada"),
                finds("name: equal in case", text(UserColumn.USERNAME, EQUAL, "ADA", true)),
                finds("name: not equal", name(NOT_EQUAL, "ADA"), "bob_b", "carla", "service-account-shop", "sisyphos"),
                finds("name: contains", name(CONTAINS, "OB_"), "bob_b"),
                finds("name: starts with", name(STARTS_WITH, "S"), "service-account-shop", "sisyphos"),
                finds("name: ends with", name(ENDS_WITH, "A"), "ada", "carla"),
                finds("name: greater", name(GREATER, "carla"), "service-account-shop", "sisyphos"),
                finds("name: greater or equal", name(GREATER_OR_EQUAL, "sisyphos"), "sisyphos"),
                finds("name: less", name(LESS, "bob_b"), "ada"),
                finds("name: less or equal", name(LESS_OR_EQUAL, "bob_b"), "ada", "bob_b"),
                finds("name: a wildcard of SQL is a character", name(CONTAINS, "%")),
                finds("name: another one", name(CONTAINS, "_"), "bob_b"),
                finds("last name: equal", last(EQUAL, "lovelace", false), "ada"),
                finds("last name: equal in case", last(EQUAL, "lovelace", true)),
                finds("last name: contains in case", last(CONTAINS, "Love", true), "ada"),
                finds("last name: letters beyond ASCII", last(EQUAL, "åNGSTRÖM", false), "carla"),
                finds("last name: percent", last(STARTS_WITH, "100%", true), "bob_b"),
                finds("first name: backslash", text(UserColumn.FIRST_NAME, CONTAINS, "a\\c", false), "carla"),
                finds("e-mail: present", present(UserColumn.EMAIL), "ada", "bob_b"),
                finds("e-mail: not present", present(UserColumn.EMAIL).not(), "carla", "service-account-shop", "sisyphos"),
                finds("enabled", flag(UserColumn.ENABLED, EQUAL, false), "carla"),
                finds("not disabled", flag(UserColumn.ENABLED, NOT_EQUAL, false),
                        "ada", "bob_b", "service-account-shop", "sisyphos"),
                finds("created after", time(UserColumn.CREATED_AT, GREATER, 2000), "carla"),
                finds("created at", time(UserColumn.CREATED_AT, EQUAL, 2000), "bob_b"),
                finds("attribute: equal", attribute("color", EQUAL, "red", false), "ada"),
                finds("attribute: equal in case", attribute("color", EQUAL, "red", true)),
                finds("attribute: equal in case, found", attribute("color", EQUAL, "Red", true), "ada"),
                finds("attribute: another value", attribute("color", NOT_EQUAL, "red", false), "ada", "bob_b"),
                finds("attribute: contains", attribute("color", CONTAINS, "red", false), "ada", "bob_b"),
                finds("attribute: starts in case", attribute("color", STARTS_WITH, "R", true), "ada"),
                finds("attribute: percent", attribute("color", CONTAINS, "%", true), "ada"),
                finds("attribute: greater", attribute("size", GREATER, "Rec", true), "bob_b"),
                finds("attribute: present", attributePresent("size"), "bob_b"),
                finds("attribute: a name that none has", attribute("it's", EQUAL, "x", true)),
                finds("group", inGroup("math"), "ada"),
                finds("group: not equal", inGroup(NOT_EQUAL, "math"), "ada", "bob_b"),
                finds("group: any", inAnyGroup(), "ada", "bob_b"),
                finds("never", never()),
                finds("not never", never().not(), ALL),
                finds("and", name(CONTAINS, "a").and(present(UserColumn.EMAIL)), "ada"),
                finds("or", name(EQUAL, "ada").or(name(EQUAL, "bob_b")), "ada", "bob_b"),
                finds("or within and", name(EQUAL, "ada").or(name(EQUAL, "carla"))
                        .and(flag(UserColumn.ENABLED, EQUAL, true)), "ada"),
                finds("and within or", flag(UserColumn.ENABLED, EQUAL, true).and(name(EQUAL, "ada"))
                        .or(name(EQUAL, "carla")), "ada", "carla"),
                finds("not and", name(EQUAL, "ada").or(attributePresent("color")).not(),
                        "carla", "service-account-shop", "sisyphos"),
                finds("not not", name(EQUAL, "ada").not().not(), "ada"),
                finds("not, of a column without a value", text(UserColumn.EMAIL, EQUAL, "ada@math.example", false).not(),
                        "bob_b"),
                finds("not, of an attribute", attribute("size", EQUAL, "Red", true).not(),
                        "ada", "carla", "service-account-shop", "sisyphos"),
                finds("SQL in a value", name(EQUAL, "' or true --")),
                finds("SQL in a name", attributePresent("x') or true --")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void findsOnlyUsersOfThisTenant(String what, UserCondition condition, String[] found) {
        USERS.assertFound(new UserCriteria().meeting(condition), found);
    }

    @Test
    void narrowsOtherCriteria() {
        USERS.assertFound(new UserCriteria().notServiceAccount().meeting(name(STARTS_WITH, "s")), "sisyphos");
    }

    @Test
    void aLongValueIsComparedAsAWhole() {
        String almost = "x".repeat(300);
        USERS.assertFound(new UserCriteria().meeting(attribute("color", EQUAL, almost, false)));
    }

    @Test
    void textThatPostgresqlCannotStoreIsRefused() {
        assertThatThrownBy(() -> USERS.assertFound(new UserCriteria().meeting(name(EQUAL, "a\0b"))))
                .isInstanceOf(UnstorableTextException.class);
    }
}

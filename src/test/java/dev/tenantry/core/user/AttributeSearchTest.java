package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributeSearchTest {

    /** Longer than the part of a value that the index holds. */
    private static final String LONG = "Long ".repeat(100);

    @AutoClose
    private static final SearchedUsers USERS = new SearchedUsers();

    @BeforeAll
    static void essays() {
        set("ada", "essay", LONG + "One");
        set("bob_b", "essay", LONG + "Two");
        set("carla", "company", "ΣΙΣΥΦΟΣ", "İstanbul");
        set("ada", "note", "says \"Hello\"\n\tC:\\Temp \u001F/");
    }

    private static void set(String username, String name, String... values) {
        USERS.tenants().changeAcme(handle -> {
            StoredUser user = UserStore.findByUsername(handle, username).orElseThrow();
            user.attribute(name, List.of(values));
            UserStore.update(handle, user);
        });
    }

    private static UserCriteria attribute(String name, String text, boolean exact) {
        return new UserCriteria().attribute(name, text, exact);
    }

    @Test
    void anExactTextMatchesAWholeValueInAnyCase() {
        USERS.assertFound(attribute("color", "RED", true), "ada");
        USERS.assertFound(attribute("color", "re", true));
        USERS.assertFound(attribute("colour", "red", true));
    }

    @Test
    void anyOtherTextMatchesAPartOfAValueInAnyCase() {
        USERS.assertFound(attribute("color", "rED", false), "ada", "bob_b");
        USERS.assertFound(attribute("color", "dark", false), "bob_b");
        USERS.assertFound(attribute("size", "red", false), "bob_b");
    }

    @Test
    void aSearchCanBeCaseSensitive() {
        USERS.assertFound(new UserCriteria().attributeIs("color", "Red"), "ada");
        USERS.assertFound(new UserCriteria().attributeIs("color", "red"));
    }

    @ParameterizedTest
    @CsvSource({"50%_off, ada", "50%, ada", "%_, ada", "5_%, ", "r_d, ", "r%d, ", "*, ", "\\, "})
    void noCharacterIsAWildcard(String text, String found) {
        USERS.assertFound(attribute("color", text, false), found == null ? new String[0] : new String[] {found});
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"hello\"", "\"\n", "\n\tc", "C:\\t", "p \u001f/"})
    void aPartWithCharactersThatJsonEscapesIsFound(String part) {
        USERS.assertFound(attribute("note", part, false), "ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\\"", "\\\\", "\", \"", "[", "u001f"})
    void aJsonEscapeIsNoPartOfAValue(String part) {
        USERS.assertFound(attribute("note", part, false));
    }

    @Test
    void longValuesWithTheSameBeginningAreDistinguished() {
        USERS.assertFound(attribute("essay", LONG + "one", true), "ada");
        USERS.assertFound(attribute("essay", LONG + "two", true), "bob_b");
        USERS.assertFound(attribute("essay", LONG, true));
        USERS.assertFound(attribute("essay", "g two", false), "bob_b");
        USERS.assertFound(new UserCriteria().attributeIs("essay", LONG + "One"), "ada");
        USERS.assertFound(new UserCriteria().attributeIs("essay", LONG + "one"));
    }

    /** Java and PostgreSQL don't agree on the lower case of every letter. */
    @ParameterizedTest
    @ValueSource(strings = {"ΣΙΣΥΦΟΣ", "İstanbul"})
    void anyValueIsFoundByItsStoredSpelling(String value) {
        USERS.assertFound(new UserCriteria().attributeIs("company", value), "carla");
        USERS.assertFound(attribute("company", value, true), "carla");
        USERS.assertFound(attribute("company", value, false), "carla");
    }

    @Test
    void allOfSeveralAttributesMustMatch() {
        USERS.assertFound(attribute("color", "red", false).attribute("size", "red", true), "bob_b");
        USERS.assertFound(attribute("color", "dark red", true).attribute("size", "blue", true));
    }

    /** A search term holds only the beginning of a value. */
    @Test
    void valuesAsLongAsATermAreDistinguishedFromLongerValues() {
        for (int length = FoundBy.VALUE_CHARACTERS - 2; length < FoundBy.VALUE_CHARACTERS + 2; length++) {
            String value = "b".repeat(length);
            set("ada", "bees", value);
            set("bob_b", "bees", value + "b");
            set("carla", "bees", value + "\ud83d\udc1d");

            USERS.assertFound(attribute("bees", value.toUpperCase(Locale.ROOT), true), "ada");
            USERS.assertFound(attribute("bees", value + "b", true), "bob_b");
            USERS.assertFound(attribute("bees", value + "\ud83d\udc1d", true), "carla");
            USERS.assertFound(attribute("bees", value + "\ud83d\udc1e", true));
            USERS.assertFound(new UserCriteria().attributeIs("bees", value), "ada");
        }
    }

    @ParameterizedTest
    @CsvSource({"a, b", "a, b=c", "a=b, c", "a=, b", "a\\, =b", "a\\=b, c", "a\\\\=b, c", "=, =", "\\, \\"})
    void aNameIsNotConfusedWithTheBeginningOfAnotherName(String name, String value) {
        set("ada", name, value);
        for (String[] other : new String[][] {{"a", "b"}, {"a", "b=c"}, {"a=b", "c"}, {"a=", "b"}, {"a\\", "=b"},
            {"a\\=b", "c"}, {"a\\\\=b", "c"}, {"=", "="}, {"\\", "\\"}}) {
            boolean isIt = other[0].equals(name) && other[1].equals(value);

            USERS.assertFound(attribute(other[0], other[1], true), isIt ? new String[] {"ada"} : new String[0]);
            USERS.assertFound(attribute(other[0], "", false), other[0].equals(name) ? new String[] {"ada"} : new String[0]);
        }
        set("ada", name);
        USERS.assertFound(attribute(name, "", false));
    }

    private static void assertFoundByIndex(UserCriteria criteria) {
        USERS.tenants().changeAcme(handle -> {
            handle.update("set local enable_seqscan = off");
            assertThat(SearchPlan.ofCount(handle, criteria).text()).contains("on users_found_by");
        });
    }

    @Test
    void aTextIsLookedUpInTheIndex() {
        assertFoundByIndex(attribute("color", "red", true));
        assertFoundByIndex(attribute("essay", LONG + "one", true));
        assertFoundByIndex(new UserCriteria().attributeIs("color", "Red"));
        assertFoundByIndex(attribute("color", "red", false));
    }
}

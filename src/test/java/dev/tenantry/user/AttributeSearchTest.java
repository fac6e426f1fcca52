package dev.tenantry.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributeSearchTest {

    /** Beyond what the index holds of a value. */
    private static final String LONG = "Long ".repeat(100);

    @AutoClose
    private static final SearchedUsers USERS = new SearchedUsers();

    @BeforeAll
    static void essays() {
        set("ada", "essay", LONG + "One");
        set("bob_b", "essay", LONG + "Two");
        set("carla", "company", "ΣΙΣΥΦΟΣ", "İstanbul");
    }

    private static void set(String username, String name, String... values) {
        USERS.tenants().changeAcme(handle -> AttributeStore.set(
                handle, UserStore.findByUsername(handle, username).orElseThrow(), name, List.of(values)));
    }

    private static UserCriteria attribute(String name, String text, boolean exact) {
        return new UserCriteria().attribute(name, text, exact);
    }

    @Test
    void anExactTextIsAWholeValueInAnyCase() {
        USERS.assertFound(attribute("color", "RED", true), "ada");
        USERS.assertFound(attribute("color", "re", true));
        USERS.assertFound(attribute("colour", "red", true));
    }

    @Test
    void anyOtherTextIsAPartOfAValueInAnyCase() {
        USERS.assertFound(attribute("color", "rED", false), "ada", "bob_b");
        USERS.assertFound(attribute("color", "dark", false), "bob_b");
        USERS.assertFound(attribute("size", "red", false), "bob_b");
    }

    @Test
    void upperAndLowerCaseCanBeToldApart() {
        USERS.assertFound(new UserCriteria().attributeIs("color", "Red"), "ada");
        USERS.assertFound(new UserCriteria().attributeIs("color", "red"));
    }

    @ParameterizedTest
    @CsvSource({"50%_off, ada", "50%, ada", "%_, ada", "5_%, ", "r_d, ", "r%d, ", "*, ", "\\, "})
    void nothingIsAWildcard(String text, String found) {
        USERS.assertFound(attribute("color", text, false), found == null ? new String[0] : new String[] {found});
    }

    @Test
    void longValuesThatBeginAlikeAreToldApart() {
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
    void aValueThatIsWrittenAsItIsStoredIsFoundWhateverItsLetters(String value) {
        USERS.assertFound(new UserCriteria().attributeIs("company", value), "carla");
        USERS.assertFound(attribute("company", value, true), "carla");
        USERS.assertFound(attribute("company", value, false), "carla");
    }

    @Test
    void severalAttributesMustAllBeThere() {
        USERS.assertFound(attribute("color", "red", false).attribute("size", "red", true), "bob_b");
        USERS.assertFound(attribute("color", "dark red", true).attribute("size", "blue", true));
    }

    @Test
    void anExactTextIsLookedUpInTheIndex() {
        USERS.tenants().changeAcme(handle -> {
            handle.update("set local enable_seqscan = off");
            UserCriteria criteria = attribute("color", "red", true);
            List<String> plan = handle.query("explain select count(*) from users u" + criteria.where(),
                    row -> row.getString(1), criteria.parameters());

            assertThat(String.join("\n", plan)).contains("user_attribute_value")
                    .contains("\"left\"(lower(value), 200) = ");
        });
    }
}

package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.core.db.UnstorableTextException;
import dev.tenantry.core.user.CredentialList.Placed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserJsonTest {

    private static Map<String, List<String>> attribute(String name, String value) {
        return Map.of(name, List.of(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{}", "[]", "null", "\"", "\\", "\\\\", "'", "a,b {\"c\"} \\ 'd'", "\n\t\r\b\f", "ä€😀", "\u007f\u2028",
        "\\u0000", "\\\\u0000", "\\\\\\u0000", "u0000", "\\u0001"})
    void awkwardTextsAreReadAsWritten(String text) {
        assertThat(UserJson.attributes(UserJson.attributes(attribute(text, text)))).isEqualTo(attribute(text, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\\\0", "\\\\\0", "\\u0000\0"})
    void nulIsRefused(String text) {
        assertThatExceptionOfType(UnstorableTextException.class)
                .isThrownBy(() -> UserJson.attributes(attribute("a", text)));
        assertThatExceptionOfType(UnstorableTextException.class)
                .isThrownBy(() -> UserJson.attributes(attribute(text, "a")));
    }

    @Test
    void aLongRowOfBackslashesIsNoNul() {
        String text = "\\".repeat(200_000) + "u0000";

        assertThat(UserJson.attributes(UserJson.attributes(attribute("a", text)))).isEqualTo(attribute("a", text));
    }

    @Test
    void anEntryOmitsItsKeyAndMissingValues() {
        StoredCredential credential = new StoredCredential("c", "otp", null, 1L, "s", null);

        assertThat(UserJson.credentials(Map.of("c", new Placed(2, credential))))
                .isEqualTo("{\"c\":{\"position\":2,\"type\":\"otp\",\"created_at\":1,\"secret_data\":\"s\"}}");
        assertThat(UserJson.brokerLinks(Map.of("google", new BrokerLink("google", "1", null, null))))
                .isEqualTo("{\"google\":{\"user_id\":\"1\"}}");
    }

    @Test
    void aPasswordHasItsIdAndNoType() {
        Placed password = new Placed(0, new StoredCredential("p", "password", null, 1L, "s", "c"));
        String json = UserJson.password(password);

        assertThat(json).isEqualTo(
                "{\"id\":\"p\",\"position\":0,\"created_at\":1,\"secret_data\":\"s\",\"credential_data\":\"c\"}");
        assertThat(UserJson.password(json)).isEqualTo(password);
    }

    @Test
    void anEmptyMapIsAnEmptyObject() {
        assertThat(UserJson.attributes(Map.of())).isEqualTo("{}");
        assertThat(UserJson.consents("{}")).isEmpty();
    }

    /** A failure is logged, and the JSON is personal data. */
    @Test
    void unreadableJsonIsNotInTheMessage() {
        assertThatIllegalStateException()
                .isThrownBy(() -> UserJson.attributes("{\"phone\": \"0123-456\"}"))
                .withMessageNotContaining("0123")
                .withMessageContaining("line: 1");
    }
}

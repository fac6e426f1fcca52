package dev.tenantry.keycloak.realm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.keycloak.provisioning.ProvisioningRequest;
import dev.tenantry.keycloak.realm.InvalidRequestException.Problem;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** The problems that are reported for a body that cannot be read. A problem names the field. */
final class RequestJsonTest {

    @Test
    void aTextThatCannotBeStoredIsReportedWithItsField() {
        assertThat(problem("{\"displayName\":\"a\\u0000b\"}").field()).isEqualTo("displayName");
        assertThat(problem("{\"user\":{\"credentials\":[{\"value\":\"\\ud800\"}]}}").field())
                .isEqualTo("user.credentials[0].value");
        assertThat(problem("{\"user\":{\"attributes\":{\"\\udc00\":[]}}}").message()).contains("can't be stored");
    }

    @Test
    void aSurrogatePairIsAccepted() {
        assertThat(RequestJson.read("{\"displayName\":\"\\ud83d\\ude00\"}", ProvisioningRequest.class).displayName())
                .isEqualTo("\uD83D\uDE00");
    }

    @Test
    void jsonBeyondTheParsersLimitsIsRefusedAsInvalid() {
        assertThat(problem("{\"a\":".repeat(100_000)).message()).contains("too deeply");
        assertThat(problem("{\"name\":" + "1".repeat(10_000) + "}").message()).contains("too long");
    }

    private static Problem problemOfLine(byte... bytes) {
        return catchThrowableOfType(InvalidRequestException.class,
                () -> RequestJson.readLine(bytes, ProvisioningRequest.class)).problems().get(0);
    }

    @Test
    void aLineIsReadAsStrictlyAsABody() {
        assertThat(RequestJson.readLine("{\"displayName\":\"\\u00e9 é \ud55c 🧮\"}".getBytes(UTF_8),
                ProvisioningRequest.class).displayName()).isEqualTo("é é \ud55c 🧮");
        assertThat(problemOfLine("{\"displayName\":\"a\\u0000b\"}".getBytes(UTF_8)).field()).isEqualTo("displayName");
        assertThat(problemOfLine("{\"user\":{\"email\":\"\\ud800\"}}".getBytes(UTF_8)).field())
                .isEqualTo("user.email");
        assertThat(problemOfLine("{\"user\":{\"mail\":1}}".getBytes(UTF_8)).field()).isEqualTo("user.mail");
        assertThat(problemOfLine("null".getBytes(UTF_8)).message()).contains("must be a JSON object");
        assertThat(problemOfLine("{} {}".getBytes(UTF_8)).message()).contains("wrong type");
        assertThat(problemOfLine("{".getBytes(UTF_8)).message()).contains("Malformed JSON");
    }

    @Test
    void aLineThatIsNotUtf8IsMalformed() {
        assertThat(problemOfLine("{\"name\":\"a\"}".getBytes(UTF_16)).message()).contains("UTF-8");
        assertThat(problemOfLine("{\"name\":\"a\"}".getBytes(Charset.forName("UTF-32"))).message()).contains("UTF-8");
        assertThat(problemOfLine("{\"name\":\"é\"}".getBytes(ISO_8859_1)).field()).isEqualTo("name");
        byte[] surrogate = "{\"name\":\"?xx\"}".getBytes(UTF_8);
        surrogate[9] = (byte) 0xED;
        surrogate[10] = (byte) 0xA0;
        surrogate[11] = (byte) 0x80;
        assertThat(problemOfLine(surrogate).field()).isEqualTo("name");
    }

    private static Problem problem(String body) {
        return catchThrowableOfType(InvalidRequestException.class,
                () -> RequestJson.read(body, ProvisioningRequest.class)).problems().get(0);
    }
}

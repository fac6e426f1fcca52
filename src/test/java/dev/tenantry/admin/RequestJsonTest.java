package dev.tenantry.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.realm.InvalidRequestException;
import dev.tenantry.realm.InvalidRequestException.Problem;
import dev.tenantry.realm.ProvisioningRequest;
import org.junit.jupiter.api.Test;

/** What is wrong with the body of a request is said by the field, and never by what stood in it. */
final class RequestJsonTest {

    @Test
    void aTextThatCantBeStoredIsNamedByItsField() {
        assertThat(problem("{\"displayName\":\"a\\u0000b\"}").field()).isEqualTo("displayName");
        assertThat(problem("{\"user\":{\"credentials\":[{\"value\":\"\\ud800\"}]}}").field())
                .isEqualTo("user.credentials[0].value");
        assertThat(problem("{\"user\":{\"attributes\":{\"\\udc00\":[]}}}").message()).contains("can't be stored");
    }

    @Test
    void aPairOfSurrogatesIsACharacter() {
        assertThat(RequestJson.read("{\"displayName\":\"\\ud83d\\ude00\"}", ProvisioningRequest.class).displayName())
                .isEqualTo("\uD83D\uDE00");
    }

    @Test
    void whatTheParserGivesUpOnIsRefusedLikeAllElse() {
        assertThat(problem("{\"a\":".repeat(100_000)).message()).contains("too deeply");
        assertThat(problem("{\"name\":" + "1".repeat(10_000) + "}").message()).contains("too long");
    }

    private static Problem problem(String body) {
        return catchThrowableOfType(InvalidRequestException.class,
                () -> RequestJson.read(body, ProvisioningRequest.class)).problems().get(0);
    }
}

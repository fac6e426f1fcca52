package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private CannedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
        server.answer("GET", "/acme", 200, "{\"name\":\"acme\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void byAPasswordFromTheEnvironment() {
        assertThat(Run.of(server, Map.of("TENANTRY_PASSWORD", "a&b=c"), "", "show", "acme", "--username", "ada")
                .exitCode()).isZero();

        assertThat(server.tokenForms()).singleElement().asString().contains(
                "grant_type=password", "client_id=admin-cli", "username=ada", "password=a%26b%3Dc");
    }

    @Test
    void byAPasswordFromTheInput() {
        assertThat(Run.of(server, Map.of(), "from-the-input\n", "show", "acme", "--username", "ada",
                "--password-stdin").exitCode()).isZero();

        assertThat(server.tokenForms()).singleElement().asString().contains("password=from-the-input");
    }

    @Test
    void byATypedPassword() {
        assertThat(Run.answering("typed", server, Map.of(), "show", "acme", "--username", "ada").exitCode()).isZero();

        assertThat(server.tokenForms()).singleElement().asString().contains("username=ada", "password=typed");
    }

    @Test
    void byAClientsSecret() {
        assertThat(Run.of(server, Map.of("TENANTRY_CLIENT_SECRET", "s3cret"), "", "show", "acme", "--client-id", "robot")
                .exitCode()).isZero();

        assertThat(server.tokenForms()).singleElement().asString()
                .contains("grant_type=client_credentials", "client_id=robot", "client_secret=s3cret");
    }

    @Test
    void byAnExistingToken() {
        assertThat(Run.of(server, Map.of("TENANTRY_TOKEN", "ready\n"), "", "show", "acme").exitCode()).isZero();

        assertThat(server.tokenForms()).isEmpty();
        assertThat(server.asked().get(0).headers()).containsEntry("authorization", "Bearer ready");
    }

    @Test
    void withoutCredentialsIsAnError() {
        assertThat(Run.of(server, Map.of(), "", "show", "acme").exitCode()).isEqualTo(2);
        assertThat(Run.of(server, Map.of(), "", "show", "acme", "--username", "ada").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TENANTRY_USERNAME", "TENANTRY_PASSWORD", "TENANTRY_CLIENT_SECRET", "TENANTRY_TOKEN"})
    void aVariableThatTheLocaleCannotRepresentIsNotSent(String name) {
        Map<String, String> environment = new HashMap<>();
        if (name.equals("TENANTRY_PASSWORD")) {
            environment.put("TENANTRY_USERNAME", "ada");
        }
        environment.put(name, "Sm\uFFFDth");

        Run run = Run.of(server, environment, "", "show", "acme", "--client-id", "robot");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("tenantry: " + name + " contains a character that the locale can't represent")
                .contains("set LC_ALL=C.UTF-8").doesNotContain("Sm");
        assertThat(server.tokenForms()).isEmpty();
    }

    @Test
    void aVariableThatIsNotUsedMayHaveAnyCharacter() {
        Map<String, String> environment = Map.of("TENANTRY_USERNAME", "Sm\uFFFDth", "TENANTRY_TOKEN", "ready");

        assertThat(Run.of(server, environment, "", "show", "acme").exitCode()).isZero();
    }

    @Test
    void aTypedPasswordThatTheLocaleCannotRepresentIsNotSent() {
        Run run = Run.answering("Sm\uFFFDth", server, Map.of(), "show", "acme", "--username", "ada");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("LC_ALL=C.UTF-8").doesNotContain("Sm");
        assertThat(server.tokenForms()).isEmpty();
    }

    @Test
    void aPasswordThatIsNotInUtf8IsNotSent() {
        Run run = Run.of(server, Map.of(), "Sm\uFFFDth\n", "show", "acme", "--username", "ada", "--password-stdin");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("tenantry: The password must be encoded in UTF-8");
        assertThat(server.tokenForms()).isEmpty();
    }

    @Test
    void aRefusalIsExplained() {
        server.refuseToken(401, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid user credentials\"}");

        assertThat(Run.of(server, "show", "acme"))
                .isEqualTo(new Run(1, "", "tenantry: Cannot sign in: Invalid user credentials\n"));
    }

    @Test
    void anOldTokenIsRefreshed() {
        Tokens tokens = tokens();
        tokens.current();
        tokens.current();
        assertThat(server.tokenForms()).hasSize(1);

        now.set(Instant.EPOCH.plusSeconds(50));
        tokens.current();

        assertThat(server.tokenForms()).hasSize(2);
        assertThat(server.tokenForms().get(1)).contains("grant_type=refresh_token", "refresh_token=refresh-of-ada")
                .doesNotContain("lovelace");
    }

    @Test
    void anEndedSessionLeadsToANewSignIn() {
        Tokens tokens = tokens();
        tokens.current();
        now.set(Instant.EPOCH.plusSeconds(50));
        server.refuseToken(400, "{\"error\":\"invalid_grant\"}");

        assertThatThrownBy(tokens::current).isInstanceOf(FailedException.class).hasMessage("Cannot sign in: HTTP 400");

        assertThat(server.tokenForms().get(2)).contains("grant_type=password", "password=lovelace-1815");
    }

    private Tokens tokens() {
        Map<String, String> environment = Map.of("TENANTRY_USERNAME", "ada", "TENANTRY_PASSWORD", "lovelace-1815");
        return new Tokens(
                new Http(),
                URI.create(server.url() + "/realms/master/protocol/openid-connect/token"),
                Credentials.of(new CommonOptions(), environment, null),
                now::get);
    }
}

package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProvisionCommandTest {

    private static final int NEVER = 0;

    private CannedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheOptionsAndTheUsersPasswordFromTheInput() {
        server.answer("POST", "", 201, "{\"name\":\"acme\"}");

        Run run = Run.of(server, Map.of(), "mine\nbyron-1788\n", "provision", "acme", "--user", "bob", "--email",
                "bob@acme.test", "--first-name", "Bob", "--last-name", "B", "--display-name", "Acme \"1\"",
                "--template", "default", "--database", "eu", "--username", "ada", "--password-stdin", "--user-password-stdin");

        assertThat(run).isEqualTo(new Run(0, "name  acme\n", ""));
        assertThat(server.tokenForms().get(0)).contains("password=mine");
        Json body = Json.read(server.asked().get(0).body());
        assertThat(body.get("name").value()).isEqualTo("acme");
        assertThat(body.get("displayName").value()).isEqualTo("Acme \"1\"");
        assertThat(body.get("template").value()).isEqualTo("default");
        assertThat(body.get("database").value()).isEqualTo("eu");
        assertThat(body.get("user").value()).isEqualTo(Map.of(
                "username", "bob", "email", "bob@acme.test", "firstName", "Bob", "lastName", "B",
                "credentials", List.of(Map.of("type", "password", "value", "byron-1788", "temporary", false))));
    }

    @Test
    void repeatsTheRequestWithTheSameKeyIfThereIsNoAnswer() {
        server.answer("POST", "", NEVER, "").answer("POST", "", 201, "{\"name\":\"acme\"}");

        Run run = Run.of(server, "provision", "acme", "--user", "bob", "--timeout", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).isEqualTo("name  acme\n");
        List<String> keys = keys();
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).isNotBlank().isEqualTo(keys.get(1));
        assertThat(server.asked().get(0).body()).isEqualTo(server.asked().get(1).body());
    }

    @Test
    void namesTheKeyForARepetitionIfTheServerIsUnavailable() {
        server.answer("POST", "", 503, "");

        Run run = Run.of(server, "provision", "acme", "--user", "bob", "--idempotency-key", "k-1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).endsWith("to ask again, add --idempotency-key k-1\n");
        assertThat(keys()).containsExactly("k-1", "k-1");
    }

    @Test
    void doesNotRepeatARefusedRequest() {
        server.answer("POST", "", 409, "{\"field\":\"name\",\"errorMessage\":\"The name is taken\"}");

        Run run = Run.of(server, "provision", "acme", "--user", "bob");

        assertThat(run).isEqualTo(new Run(1, "", "tenantry: name: The name is taken\n"));
        assertThat(keys()).hasSize(1);
    }

    private List<String> keys() {
        return server.asked().stream().map(request -> request.headers().get("idempotency-key")).toList();
    }
}

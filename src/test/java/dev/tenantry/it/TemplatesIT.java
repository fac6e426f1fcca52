package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates whose realm Keycloak refuses. The answer names the template, and not the tenant's name. */
final class TemplatesIT {

    @TempDir
    private static Path folder;

    private static KeycloakUnderTest keycloak;
    private static TestTenants tenants;

    private final String name = TestTenants.newName();

    @BeforeAll
    static void start() throws IOException {
        write("two-roles", """
                "roles": {"realm": [{"name": "seller"}, {"name": "seller"}]}""");
        write("two-clients", """
                "clients": [{"clientId": "shop-${name}"}, {"clientId": "shop-${name}"}]""");
        write("two-users", """
                "users": [{"username": "grace"}, {"username": "grace"}]""");
        write("one-user", """
                "users": [{"username": "ada"}]""");
        write("one-host", """
                "attributes": {"frontendUrl": "https://one-host.example.com"}""");
        keycloak = KeycloakUnderTest.another("templates", settings -> settings
                .withOption("spi-tenants--default--template-folder", folder.toString())
                .withOption("spi-tenants--default--templates",
                        "default,two-roles,two-clients,two-users,one-user,one-host"));
        tenants = new TestTenants(keycloak);
    }

    private static void write(String template, String field) throws IOException {
        Files.writeString(folder.resolve(template + ".json"), """
                {"realm": "${name}", "enabled": true, %s}""".formatted(field));
    }

    @AfterAll
    static void stop() {
        keycloak.server().stop();
    }

    private Map<String, Object> request(String template) {
        Map<String, Object> request = new HashMap<>(TestTenants.request(name, "ada", "lovelace-1815"));
        request.put("template", template);
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-roles", "two-clients", "two-users"})
    void aTemplateWithADuplicateIsNamedAndTriedOnce(String template) {
        Meters before = Meters.of(keycloak.server());

        Answer answer = keycloak.admin().post(TestTenants.PATH, request(template), UUID.randomUUID().toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("template");
        assertThat(answer.json().get("errorMessage").asText()).contains(template);
        assertThat(provisionings(Meters.of(keycloak.server())) - provisionings(before)).isEqualTo(1);
        new Traces(keycloak, name).assertNone();
    }

    @Test
    void aFirstUserWhomTheTemplateHasAlreadyIsRefused() {
        Answer answer = tenants.provision(request("one-user"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("user.username");
        new Traces(keycloak, name).assertNone();
    }

    @Test
    void aHostOfATemplateIsTheFirstTenantsOnly() {
        Map<String, Object> first = new HashMap<>(request("one-host"));
        first.put("name", TestTenants.newName());
        assertThat(tenants.provision(first).status()).isEqualTo(201);

        Answer answer = tenants.provision(request("one-host"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().get("field").asText()).isEqualTo("host");
        new Traces(keycloak, name).assertNone();
    }

    private static double provisionings(Meters meters) {
        return meters.sum("tenantry_operation_seconds_count", "operation=\"provision\"");
    }
}

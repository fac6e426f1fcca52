package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scheduled workflow of a tenant that has more users than a block. */
final class LargeWorkflowIT {

    private static final int BLOCK = 500;

    private final KeycloakUnderTest keycloak = PreviewServer.get();
    private final TestTenant acme = new TestTenants(keycloak).provision("user0077", "acme-secret-1");
    private final TestTenant globex = new TestTenants(keycloak).provision("user0077", "globex-secret-2");

    /** Without the drop, the schedule would run each second until the server ends. */
    @AfterEach
    void dropTheTenant() {
        TestTenants.drop(keycloak.admin(), acme.name()).requiring(204);
    }

    @Test
    void theWorkflowStartsForUsersOfAllBlocksAndNoSessionHoldsMoreThanABlock() {
        String users = IntStream.range(100, 1_201)
                .mapToObj(number -> "{\"username\": \"user%04d\", \"enabled\": true}\n".formatted(number))
                .collect(Collectors.joining());
        assertThat(keycloak.admin().postBytes(TestTenants.PATH + "/" + acme.name() + "/users/import",
                "application/x-ndjson", users.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(200);

        acme.post("/workflows", Map.of(
                "name", "leave",
                "schedule", Map.of("after", "1s", "batch-size", 5),
                "if", "name-ends-with(77)",
                "steps", List.of(
                        Map.of("uses", "disable-user"),
                        Map.of("uses", "delete-user", "after", "30d")))).requiring(201);

        // user0077, user0177, … user1177: the third run starts the workflow for the last two users.
        Eventually.holds("the users are disabled", () -> acme.count("users", "not enabled") == 12);
        assertThat(acme.count("users", "not enabled and username like '%77'")).isEqualTo(12);
        assertThat(globex.count("users", "not enabled")).isZero();
        assertThat(lookedUp().max().orElseThrow()).isBetween(BLOCK - 12, BLOCK);
    }

    /** The numbers of users that sessions have looked up. */
    private IntStream lookedUp() {
        return keycloak.structuredLog().stream()
                .map(line -> line.path("message").asText())
                .filter(message -> message.startsWith(CountingCondition.LOGGED))
                .mapToInt(message -> Integer.parseInt(message.substring(CountingCondition.LOGGED.length())));
    }
}

package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that received no answer repeats its request with the same key, and gets the first answer. */
final class IdempotentProvisioningIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final String name = TestTenants.newName();
    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void dropThatOne() {
        Fault.disarm(keycloak.database());
        assertThat(TestTenants.drop(keycloak.admin(), name).status()).isEqualTo(204);
    }

    private Answer provision() {
        return provision(TestTenants.request(name, "ada", "lovelace-1815"));
    }

    private Answer provision(Map<String, Object> request) {
        return keycloak.admin().post(TestTenants.PATH, request, key);
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswer() {
        Answer first = provision();
        Answer second = provision();

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(keycloak.admin().get(TestTenants.PATH + "/count?search=" + name).body()).isEqualTo("1");
    }

    @Test
    void simultaneousRequestsGetTheSameAnswer() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try {
            Callable<Answer> client = this::provision;
            List<Future<Answer>> answers = clients.invokeAll(List.of(client, client, client));
            Answer first = answers.get(0).get();
            assertThat(first.status()).as(first.body()).isEqualTo(201);
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().json()).isEqualTo(first.json());
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aDifferentRequestWithTheSameKeyIsRefused() {
        assertThat(provision().status()).isEqualTo(201);
        Map<String, Object> other = new HashMap<>(TestTenants.request(name, "ada", "lovelace-1815"));
        other.put("displayName", "Something else");

        Answer refused = provision(other);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void theSameNameWithAnotherKeyOrNoKeyIsRefused() {
        assertThat(provision().status()).isEqualTo(201);

        assertThat(keycloak.admin().post(TestTenants.PATH, TestTenants.request(name, "ada", "lovelace-1815"),
                "another " + key).status()).isEqualTo(409);
        assertThat(new TestTenants(keycloak).provision(TestTenants.request(name, "ada", "lovelace-1815")).status())
                .isEqualTo(409);
    }

    @Test
    void aFailedRequestCanBeRepeatedWithItsKey() {
        Fault.FIRST_USER.fail(keycloak.database());
        assertThat(provision().status()).isIn(500, 503);
        Fault.disarm(keycloak.database());

        assertThat(provision().status()).isEqualTo(201);
    }

    @Test
    void twoSimultaneousRequestsThatFailAreNotAnsweredAsConflicts() throws Exception {
        Fault.FIRST_USER.fail(keycloak.database());
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            Callable<Answer> client = this::provision;
            List<Future<Answer>> answers;
            try (HeldTables registry = HeldTables.againstWrites(keycloak.database(), List.of("tenantry.tenant"))) {
                answers = List.of(clients.submit(client), clients.submit(client));
                Eventually.holds("both requests have looked for a first answer", () -> registry.areAwaitedBy(2));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(503);
            }
        } finally {
            clients.shutdownNow();
            Fault.disarm(keycloak.database());
        }
        assertThat(provision().status()).isEqualTo(201);
    }

    @Test
    void theRegistryHoldsNeitherTheKeyNorTheRequest() {
        assertThat(provision().status()).isEqualTo(201);

        String row = keycloak.database().value(
                "select to_jsonb(t)::text from tenantry.tenant t where name = ?", name);
        assertThat(row).doesNotContain(key).doesNotContain("lovelace").doesNotContain("ada@");
    }
}

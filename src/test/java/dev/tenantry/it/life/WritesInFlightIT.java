package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users are created while their tenant goes out of service. Acknowledged users are kept, and none follows later. */
final class WritesInFlightIT {

    private static final int WRITERS = 6;
    private static final int ROUNDS = 3;

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);

    private TestTenant globex;

    @BeforeEach
    void provision() {
        globex = tenants.provision("ada", "globex-secret-2");
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(globex.count("users", "true")).isEqualTo(1);
        TestTenants.drop(keycloak.admin(), globex.name());
    }

    private static void createUntilRefused(TestTenant tenant, String prefix, Set<String> acknowledged) {
        for (int i = 0; i < 500; i++) {
            String username = prefix + i;
            Answer answer = tenant.post("/users", Map.of("username", username, "enabled", true));
            if (answer.status() != 201) {
                assertThat(answer.status()).as(answer.body()).isIn(403, 409, 503);
                return;
            }
            acknowledged.add(username);
        }
    }

    private List<CompletableFuture<Void>> writers(TestTenant tenant, Set<String> acknowledged) {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String prefix = "user-" + writer + "-";
            writers.add(CompletableFuture.runAsync(() -> createUntilRefused(tenant, prefix, acknowledged), threads));
        }
        Eventually.holds("the writers have created users", () -> acknowledged.size() >= WRITERS);
        return writers;
    }

    @Test
    void aReleaseLosesNoUserWhoseCreationWasAcknowledged() {
        for (int round = 0; round < ROUNDS; round++) {
            TestTenant acme = tenants.provision("ada", "acme-secret-1");
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            List<CompletableFuture<Void>> writers = writers(acme, acknowledged);

            String job = keycloak.admin().post(TestTenants.PATH + "/" + acme.name() + "/release", null).createdId();
            writers.forEach(CompletableFuture::join);
            Eventually.holds("the release has ended", () -> !state(job).equals("RUNNING"));

            assertThat(state(job)).isEqualTo("DONE");
            Set<String> there = ConcurrentHashMap.newKeySet();
            acme.get("/users?max=5000").json().forEach(user -> there.add(user.get("username").asText()));
            assertThat(there).containsAll(acknowledged);
            assertThat(keycloak.admin().delete("/" + acme.name()).status()).isEqualTo(204);
        }
    }

    private String state(String job) {
        return keycloak.admin().get(TestTenants.PATH + "/adoptions/" + job).json().get("state").asText();
    }

    @Test
    void noUserIsCreatedAfterTheSuspensionWasAcknowledged() {
        TestTenant acme = tenants.provision("ada", "acme-secret-1");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> writers = writers(acme, acknowledged);

        assertThat(acme.apply("suspend").status()).isEqualTo(200);
        long then = acme.count("users", "true");
        writers.forEach(CompletableFuture::join);

        assertThat(acme.count("users", "true")).isEqualTo(then).isEqualTo(acknowledged.size() + 1L);
        TestTenants.drop(keycloak.admin(), acme.name());
    }

    /** A trigger holds the import's last chunk, as a slow disk would. */
    @Test
    void anImportInProgressDuringASuspensionIsRefusedAndKeepsNoUser() throws Exception {
        TestTenant acme = tenants.provision("ada", "acme-secret-1");
        keycloak.database().execute("""
                create or replace function public.hold_import() returns trigger language plpgsql as $$ begin
                  perform pg_advisory_xact_lock_shared(4712);
                  return null;
                end $$""");
        keycloak.database().execute("create trigger hold after insert on \"" + acme.schema()
                + "\".users for each statement execute function public.hold_import()");
        CompletableFuture<Answer> load;
        try (var holder = keycloak.database().connect(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(4712)");
            load = CompletableFuture.supplyAsync(() -> keycloak.admin().postBytes(
                    TestTenants.PATH + "/" + acme.name() + "/users/import", "application/x-ndjson",
                    "{\"username\":\"grace\",\"enabled\":true}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    threads);
            Eventually.holds("the import waits", () -> keycloak.database().<Long>value("""
                    select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = 4712""") > 0);

            assertThat(acme.apply("suspend").status()).isEqualTo(200);
        }

        Answer refused = load.join();
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("is SUSPENDED");
        assertThat(acme.count("users", "true")).isEqualTo(1);
        TestTenants.drop(keycloak.admin(), acme.name());
        keycloak.database().execute("drop function public.hold_import()");
    }
}

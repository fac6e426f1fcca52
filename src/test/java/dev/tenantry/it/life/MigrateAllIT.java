package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.Upgrade;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Upgrades an installation with tenants to the next release. A few tenants are migrated on request or on access. A job
 * migrates all others, and its server is killed in the middle. {@code -Dtenantry.tenants=1000} sets the number of
 * tenants to 1000.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // each test goes on with the installation of the test before
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MigrateAllIT {

    private static final int TENANTS = Integer.getInteger("tenantry.tenants", 25);
    private static final int CLIENTS = 2;
    private static final int WORKERS = 2;
    private static final String PASSWORD = "lovelace-1815";
    private static final Duration LIMIT = Duration.ofMinutes(5).plusSeconds(TENANTS);

    @AutoClose
    private final Upgrade upgrade = Upgrade.of("upgrade", """
            create table note (id integer primary key, body text not null);
            alter table users add column nickname text;
            """);

    @AutoClose("shutdown")
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    private KeycloakServer server;
    private volatile AdminApi admin;

    @BeforeAll
    void tenantsOfThisRelease() throws Exception {
        serve(upgrade.startThisRelease());
        provision("acme");
        provision("globex");
        var names = new ConcurrentLinkedQueue<>(IntStream.range(0, TENANTS).mapToObj("t%04d"::formatted).toList());
        long begin = System.nanoTime();
        Callable<Void> client = () -> {
            for (String name = names.poll(); name != null; name = names.poll()) {
                provision(name);
            }
            return null;
        };
        for (Future<Void> ended : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
            ended.get();
        }
        say("%d tenants provisioned by %d clients, %.1f/s".formatted(TENANTS, CLIENTS, TENANTS / seconds(begin)));
    }

    @Test
    @Order(1)
    void aServerThatRefusesOldSchemasAnswers503ToTheirTenantsAndServesTheOthers() {
        serve(upgrade.startNextRelease("refuse"));
        provision("hooli");

        Answer refused = signIn("acme");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("acme", "migrate");
        assertThat(signIn("hooli").status()).isEqualTo(200);

        assertThat(admin.post(TestTenants.PATH + "/acme/migrate", Map.of()).json().get("schemaVersion").asInt())
                .isEqualTo(upgrade.release().version());
        assertThat(signIn("acme").status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aServerMigratesATenantAtASignInAndNotAtTheServersStart() {
        serve(upgrade.startNextRelease("migrate"));
        assertThat(behind()).hasSize(TENANTS + 1).contains("globex");

        assertThat(signIn("globex").status()).isEqualTo(200);

        assertThat(version("globex")).isEqualTo(upgrade.release().version());
        assertThat(behind()).hasSize(TENANTS).doesNotContain("globex");
    }

    @Test
    @Order(3)
    void aRehearsalMigratesManyTenantsAndChangesNone() {
        long begin = System.nanoTime();
        JsonNode rehearsal = admin.post(TestTenants.PATH + "/migrations/rehearsal?tenants=1000", Map.of()).json();
        say("rehearsed in %.1f s: %s".formatted(seconds(begin), rehearsal));

        assertThat(rehearsal.get("behind").asInt()).isEqualTo(TENANTS);
        assertThat(rehearsal.get("rehearsed").asInt()).isEqualTo(Math.min(TENANTS, 1000));
        assertThat(rehearsal.get("locks")).extracting(lock -> lock.get("table").asText()).containsExactly("users");
        assertThat(behind()).hasSize(TENANTS);
    }

    @Test
    @Order(4)
    void allTenantsButTwoBrokenOnesAreMigratedOnceAlthoughTheServerIsKilled() {
        List<String> turns = behind();
        List<String> broken = List.of(turns.get(1), turns.get(TENANTS - 2));
        broken.forEach(name -> upgrade.database().execute("create table " + schema(name) + ".note ()"));
        List<String> canaries = List.of(turns.get(TENANTS - 1), turns.get(TENANTS - 3));
        int middle = TENANTS / 2;
        String job;
        try (HeldTables held = hold(turns.subList(middle, middle + WORKERS))) {
            Answer accepted = migrate("?canary=" + String.join(",", canaries) + "&errorBudget=5");
            assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
            job = accepted.createdId();
            Eventually.holdsWithin(LIMIT, "the job is in the middle", () -> held.areAwaitedBy(WORKERS));

            assertThat(signIn("acme").status()).as("a tenant with the new schema").isEqualTo(200);
            assertThat(signIn(turns.get(0)).status()).as("a tenant that the job has migrated").isEqualTo(200);
            assertThat(migrate("").createdId()).as("the running job").isEqualTo(job);
            assertCounts(status(job), middle - 1 + canaries.size(), 1, TENANTS - middle - canaries.size());
            say("in the middle: " + status(job));
            server.kill();
        }
        Map<String, Object> before = migratedAt(turns);
        assertThat(before).hasSize(middle - 1 + canaries.size()).containsKeys(canaries.toArray(String[]::new));

        server.start();
        Eventually.holdsWithin(LIMIT, "the job is done", () -> !status(job).get("state").asText().equals("RUNNING"));

        JsonNode done = status(job);
        say("done: " + done);
        assertThat(done.get("state").asText()).isEqualTo("DONE");
        assertCounts(done, TENANTS - broken.size(), broken.size(), 0);
        assertThat(done.get("failures")).extracting(failure -> failure.get("tenant").asText())
                .containsExactlyInAnyOrderElementsOf(broken);
        assertThat(done.get("failures")).extracting(failure -> failure.get("cause").asText())
                .containsOnly(upgrade.release().script() + ", line 1, failed (42P07)");
        assertThat(migratedAt(turns)).hasSize(TENANTS - broken.size()).containsAllEntriesOf(before);
        assertThat(behind()).containsExactlyInAnyOrderElementsOf(broken);
        assertThat(signIn(turns.get(middle)).status()).isEqualTo(200);
        Answer broke = signIn(broken.get(0));
        assertThat(broke.status()).isEqualTo(503);
        assertThat(broke.body()).doesNotContain(upgrade.release().script());
    }

    private void assertCounts(JsonNode job, int migrated, int failed, int remaining) {
        assertThat(List.of("total", "migrated", "failed", "skipped", "remaining"))
                .extracting(count -> job.get(count).asInt())
                .containsExactly(TENANTS, migrated, failed, 0, remaining);
    }

    private void serve(KeycloakServer started) {
        server = started;
        admin = new AdminApi(
                server.url(), "master", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD);
    }

    private void provision(String name) {
        Answer answer = admin.post(TestTenants.PATH, TestTenants.request(name, "ada", PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private Answer migrate(String query) {
        return admin.post(TestTenants.PATH + "/migrate" + query, Map.of());
    }

    private JsonNode status(String job) {
        return admin.get(TestTenants.PATH + "/migrations/" + job).json();
    }

    private Answer signIn(String name) {
        return new Realm(server.url(), name).passwordGrant("admin-cli", "ada", PASSWORD);
    }

    private int version(String name) {
        return admin.get(TestTenants.PATH + "/" + name).json().get("schemaVersion").asInt();
    }

    /** The names of the tenants with an old schema, in the order in which a job migrates the tenants. */
    private List<String> behind() {
        List<String> names = new ArrayList<>();
        upgrade.database().rows("select name from tenantry.tenant where schema_version < ? order by realm_id",
                upgrade.release().version()).forEach(row -> names.add((String) row.get(0)));
        return names;
    }

    private String schema(String name) {
        return upgrade.database().value("select schema_name from tenantry.tenant where name = ?", name);
    }

    private HeldTables hold(List<String> names) {
        return HeldTables.of(upgrade.database(), names.stream().map(name -> schema(name) + ".users").toList());
    }

    /** The time of the script's run for each tenant that has one. Asserts that no tenant has two runs. */
    private Map<String, Object> migratedAt(List<String> names) {
        Map<String, Object> times = new TreeMap<>();
        for (String name : names) {
            List<List<Object>> runs = upgrade.database().rows(
                    "select installed_on from " + schema(name) + ".schema_history where version = ? and success",
                    String.valueOf(upgrade.release().version()));
            assertThat(runs).as(name).hasSizeLessThanOrEqualTo(1);
            runs.forEach(run -> times.put(name, run.get(0)));
        }
        return times;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void say(String figures) {
        System.out.println("migrate all: " + figures);
    }
}

package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.Cluster;
import dev.tenantry.support.keycloak.Node;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two nodes receive no messages from each other, as if a cluster's messages were lost. The nodes share only the
 * database. Keycloak alone would never learn of the other node's changes. Tenantry soon reads them from the registry.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests share the two nodes, and the last test kills one
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class StrangeNodesIT {

    /** A node reads the registry every two seconds. On a busy machine the read itself can take some more seconds. */
    private static final Duration SOON = Duration.ofSeconds(15);

    /** Long enough for a node to detect afterwards that it has stood still. */
    private static final Duration FROZEN = Duration.ofSeconds(18);

    /** The time after which a node without a heartbeat loses its lease. */
    private static final Duration LEASE_TIMEOUT = Duration.ofSeconds(10);

    @AutoClose
    private final Cluster cluster = Cluster.startWithoutMessages();

    private final Node first = cluster.first();
    private final Node second = cluster.second();

    @Test
    @Order(1)
    void aTenantTakenOutOfServiceOnOneNodeIsSoonRefusedOnTheOtherUntilItIsBack() {
        String acme = served();
        for (List<String> operations : List.of(List.of("suspend", "resume"), List.of("archive", "restore"))) {
            first.apply(acme, operations.get(0));
            soon(operations.get(0), () -> second.signIn(acme) == 403);

            first.apply(acme, operations.get(1));
            soon(operations.get(1), () -> second.signIn(acme) == 200);
        }
    }

    @Test
    @Order(2)
    void aRenameOrDropOnOneNodeSoonTakesEffectOnTheOther() {
        String acme = served();
        String name = TestTenants.newName();

        first.rename(acme, name);
        soon("rename", () -> second.signIn(name) == 200 && second.signIn(acme) == 404);
        assertThat(second.claims(name).get("iss").asText()).endsWith("/realms/" + name);

        first.drop(name);
        soon("drop", () -> second.signIn(name) == 404);
        assertThat(second.answer("/" + name).status()).isEqualTo(404);
    }

    @Test
    @Order(3)
    void aFrozenNodeLearnsOfTheChangesSoonAfterItContinues() throws Exception {
        String suspended = served();
        String renamed = served();
        String name = TestTenants.newName();
        String dropped = served();
        String acme = served();
        String ada = first.get("/" + acme + "/users?username=ada").at("/0/id").asText();

        second.server().freeze();
        try {
            long begin = System.nanoTime();
            first.apply(suspended, "suspend");
            first.rename(renamed, name);
            first.drop(dropped);
            first.put("/" + acme + "/users/" + ada, Map.of("enabled", false));
            TimeUnit.NANOSECONDS.sleep(FROZEN.toNanos() - (System.nanoTime() - begin));
        } finally {
            second.server().thaw();
        }

        soon("thawed, suspended", () -> second.signIn(suspended) == 403);
        soon("thawed, renamed", () -> second.signIn(renamed) == 404 && second.signIn(name) == 200);
        soon("thawed, dropped", () -> second.signIn(dropped) == 404);
        soon("thawed, a user disabled", () -> second.signIn(acme) == 400);
        Eventually.holds("the node has noticed", () -> second.server().log().contains("has stood still for"));
    }

    @Test
    @Order(4)
    void oneNodeAtATimeRunsTasksAndTheOtherTakesOverIfThatNodeIsKilled() throws Exception {
        String archived = served();
        String behind = served();
        int newest = cluster.setBack(behind);
        first.apply(archived, "archive");
        Node idle;
        String job;
        long killed;
        try (FaultLock lock = Fault.COMMIT_OF_REALM_REMOVAL.hold(cluster.database());
                HeldTables tables =
                        HeldTables.againstIndexes(cluster.database(), List.of(cluster.schema(behind) + ".users"))) {
            cluster.database().execute(
                    "update tenantry.tenant set purge_after = now() - interval '1 day' where name = ?", archived);
            Eventually.holds("the purge waits", lock::isAwaited);
            Node busy = first.server().is(turnOf()) ? first : second;
            idle = cluster.other(busy);
            job = busy.post(TestTenants.PATH + "/migrate", Map.of()).createdId();
            assertThat(idle.post(TestTenants.PATH + "/migrate", Map.of()).createdId()).isEqualTo(job);
            Eventually.holds("the migration waits", () -> tables.areAwaitedBy(1));

            TimeUnit.SECONDS.sleep(6); // three times the interval at which each node looks for tasks
            assertThat(purgesWaiting()).isOne();
            assertThat(busy.server().is(turnOf())).isTrue();
            assertThat(tables.areAwaitedBy(1)).isTrue();
            assertThat(busy.server().is(serverOf(job))).isTrue();

            busy.server().kill();
            killed = System.nanoTime();
            lock.endThoseWhoWait();
        }
        Fault.disarm(cluster.database());

        Duration limit = LEASE_TIMEOUT.plus(SOON).plus(SOON);
        Eventually.holdsWithin(limit, "the other node finishes the purge", () -> cluster.database().rows(
                "select 1 from tenantry.tenant where name = ?", archived).isEmpty());
        say("purged", killed);
        Eventually.holdsWithin(limit, "the other node finishes the migration", () -> cluster.version(behind) == newest);
        say("migrated", killed);
        assertThat(idle.server().is(serverOf(job))).isTrue();
        assertThat(idle.signIn(behind)).isEqualTo(200);
        assertThat(cluster.database().rows("select 1 from tenantry.deletion_record where name = ?", archived))
                .hasSize(1);
    }

    private long purgesWaiting() {
        return cluster.database().<Long>value("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'""");
    }

    private String turnOf() {
        return cluster.database().value("select server from tenantry.maintenance");
    }

    private String serverOf(String job) {
        return cluster.database().value("select server from tenantry.migration_job where id = ?", job);
    }

    /** Provisions a tenant and loads its realm and user into the caches of both nodes. */
    private String served() {
        String name = first.provision();
        assertThat(first.signIn(name)).isEqualTo(200);
        assertThat(second.signIn(name)).isEqualTo(200);
        return name;
    }

    private static void soon(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        Eventually.holdsWithin(SOON, what, condition);
        say(what, begin);
    }

    private static void say(String what, long begin) {
        System.out.printf("nodes without messages: %s after %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    }
}

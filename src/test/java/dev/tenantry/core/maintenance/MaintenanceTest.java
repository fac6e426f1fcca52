package dev.tenantry.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers on one registry. */
@Timeout(60)
final class MaintenanceTest {

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    @AutoClose
    private final Database database = tenants.open(3);

    @AutoClose("shutdownNow")
    private final ExecutorService servers = Executors.newCachedThreadPool();

    private final List<String> seenTo = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch othersMayEnd = new CountDownLatch(1);

    private final Maintenance first = maintenance("first", this::waits, () -> seenTo.add("first's second"));
    private final Maintenance second = maintenance("second", () -> seenTo.add("second's"));

    @Test
    void oneServerRunsTheTasksAndTheOtherServerOnlyAfterwards() throws Exception {
        Future<Boolean> turn = servers.submit(first::run);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tenants.beside().<String>value("select server from tenantry.maintenance")).isEqualTo("first");

        assertThat(second.run()).isFalse();
        assertThat(seenTo).containsExactly("first's first");

        mayEnd.countDown();
        assertThat(turn.get()).isTrue();
        assertThat(second.run()).isTrue();
        assertThat(seenTo).containsExactly("first's first", "first's second", "second's");
    }

    @Test
    void aServerKeepsTheLeaseWhileItRunsTheTasks() throws Exception {
        Future<Boolean> turn = servers.submit(first::run);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        tenants.beside().execute("update tenantry.maintenance set heartbeat_at = now() - interval '1 hour'");

        Eventually.holds("the lease has a new heartbeat", () -> tenants.beside().<Boolean>value(
                "select heartbeat_at > now() - interval '5 seconds' from tenantry.maintenance"));
        assertThat(second.run()).isFalse();

        mayEnd.countDown();
        assertThat(turn.get()).isTrue();
        assertThat(seenTo).containsExactly("first's first", "first's second");
        TimeUnit.SECONDS.sleep(3); // enough for a heartbeat, had the heartbeats not ended
        assertThat(second.run()).isTrue();
    }

    @Test
    void aServerThatHasLostItsLeaseStartsNoOtherTask() throws Exception {
        Future<Boolean> turn = servers.submit(first::run);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        Maintenance longer = maintenance("second", this::waitsToo);

        tenants.beside().execute("update tenantry.maintenance set heartbeat_at = now() - interval '11 seconds'");
        Future<Boolean> taken = servers.submit(longer::run);
        Eventually.holds("the second server runs its task", () -> seenTo.contains("waits too"));
        TimeUnit.SECONDS.sleep(6); // longer than the heartbeat's period: the first server notices the loss of its lease
        mayEnd.countDown();

        assertThat(turn.get()).isTrue();
        assertThat(first.run()).as("the first server takes the second server's lease").isFalse();
        othersMayEnd.countDown();
        assertThat(taken.get()).isTrue();
        assertThat(seenTo).containsExactly("first's first", "waits too");
        assertThat(second.run()).as("the lease is free afterwards").isTrue();
    }

    @Test
    void aFailedTaskDoesNotStopTheNextTask() {
        Maintenance failing = maintenance("first", MaintenanceTest::fails, () -> seenTo.add("the next one"));

        assertThat(failing.run()).isTrue();

        assertThat(seenTo).containsExactly("the next one");
        assertThat(second.run()).isTrue();
    }

    private Maintenance maintenance(String server, Runnable... tasks) {
        return new Maintenance(new RegistryTransactions(database), server, List.of(tasks));
    }

    private void waits() {
        seenTo.add("first's first");
        begun.countDown();
        await(mayEnd);
    }

    private void waitsToo() {
        seenTo.add("waits too");
        await(othersMayEnd);
    }

    private static void fails() {
        throw new IllegalStateException("fails on purpose");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.tenantry.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JobRunnerTest {

    @AutoClose
    private final Jobs jobs = new Jobs();

    @AutoClose
    private final JobRunner runner = new JobRunner("test");

    @Test
    void aRunHasAHeartbeatUntilItEnds() {
        JobLease lease = jobs.take("a", "first");
        WaitingRun run = new WaitingRun();
        runner.run(lease, run);
        assertThat(runner.jobIds()).containsExactly("a");

        jobs.expire("a");
        Eventually.holds("a new heartbeat", () -> jobs.value("heartbeat_at > now() - interval '5 seconds'", "a"));
        assertThat(run.isEnding()).isFalse();

        run.end();
        Eventually.holds("the run has ended", () -> runner.jobIds().isEmpty());
    }

    @Test
    void aRunEndsIfItsLeaseIsLost() {
        WaitingRun run = new WaitingRun();
        WaitingRun other = new WaitingRun();
        runner.run(jobs.take("a", "first"), run);
        runner.run(jobs.take("b", "first"), other);

        jobs.take("a", "second");

        Eventually.holds("the run without a lease ends", () -> runner.jobIds().equals(List.of("b")));
        assertThat(other.isEnding()).isFalse();
    }

    @Test
    void aServerThatStopsEndsItsRunsAndReleasesTheirLeases() {
        WaitingRun run = new WaitingRun();
        runner.run(jobs.take("a", "first"), run);
        runner.run(jobs.take("b", "first"), new WaitingRun());

        runner.close();

        assertThat(run.isEnding()).isTrue();
        assertThat(jobs.table.takeExpired("second", List.of(), "true")).isPresent();
        assertThat(jobs.table.takeExpired("second", List.of(), "true")).isPresent();
    }

    /** A run without steps, which only waits for its end. */
    private static final class WaitingRun implements JobRun {

        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void run() {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void end() {
            end.countDown();
        }

        boolean isEnding() {
            return end.getCount() == 0;
        }
    }
}

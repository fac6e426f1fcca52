package dev.tenantry.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class PeriodicTasksTest {

    @AutoClose
    private final PeriodicTasks periodicTasks = new PeriodicTasks();

    @Test
    void workThatFailsUnexpectedlyRunsAgainAndDoesNotEndOtherWork() throws Exception {
        CountDownLatch failing = new CountDownLatch(3);
        CountDownLatch other = new CountDownLatch(3);
        periodicTasks.begin(Duration.ofMillis(1), () -> {
            failing.countDown();
            throw new IllegalStateException("fails on purpose");
        });
        periodicTasks.begin(Duration.ofMillis(1), () -> {
            other.countDown();
            throw new AssertionError("fails on purpose");
        });

        assertThat(failing.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
    }
}

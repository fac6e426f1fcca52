package dev.tenantry.upkeep;

import dev.tenantry.job.JobThread;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What each server does for itself again and again, on a thread of its own, until it ends. Thread-safe. */
public final class Rounds implements AutoCloseable {

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> JobThread.of("rounds", work));

    /** @param work must not throw, or it was the last time */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void begin(Duration pause, Runnable work) {
        timer.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins no further round. Waits for nobody. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}

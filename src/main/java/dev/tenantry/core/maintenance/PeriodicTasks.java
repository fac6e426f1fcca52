package dev.tenantry.core.maintenance;

import dev.tenantry.core.job.JobThread;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs this server's periodic tasks on one thread until the server stops. Thread-safe. */
public final class PeriodicTasks implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PeriodicTasks.class);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> JobThread.of("periodic", work));

    /**
     * Begins to run the work periodically. The first run begins after one pause, and each further run begins one pause
     * after the end of the previous run. A failure is logged, and does not prevent the next run.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void begin(Duration pause, Runnable work) {
        timer.scheduleWithFixedDelay(() -> run(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Runs the work once, and catches all exceptions: the timer stops running a task after the task has thrown an
     * exception (ScheduledExecutorService).
     */
    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            LOG.errorf(failure, "%s failed; it runs again after the next pause", work.getClass().getSimpleName());
        }
    }

    /** Prevents further runs, and interrupts the current run. Does not wait until the current run ends. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}

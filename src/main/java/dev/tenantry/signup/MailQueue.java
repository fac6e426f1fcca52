package dev.tenantry.signup;

import dev.tenantry.job.JobThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a server does after it has answered, so that nobody can tell from the time what it found: one thing after the
 * other, on a thread that is there as long as there is something to do. Thread-safe.
 */
public final class MailQueue implements AutoCloseable {

    private static final int MAX_WAITING = 50;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING),
            work -> JobThread.of("find", work));

    public MailQueue() {
        thread.allowCoreThreadTimeOut(true);
    }

    /** @return false where too much waits already, or the server ends */
    boolean add(Runnable work) {
        try {
            thread.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Begins nothing more. Waits for nobody. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}

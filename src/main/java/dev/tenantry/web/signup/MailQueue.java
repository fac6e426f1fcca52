package dev.tenantry.web.signup;

import dev.tenantry.core.job.JobThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks in the background, independently of the server's answer, so that the response time reveals nothing about a
 * task. Runs one task at a time, on a thread that ends when the queue is empty. Thread-safe.
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

    /**
     * Adds work to the queue.
     *
     * @return false if the queue is full, or if the server is stopping
     */
    boolean add(Runnable work) {
        try {
            thread.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Starts no further work. Does not wait for running work. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}

package dev.tenantry.core.migration;

import dev.tenantry.core.job.JobThread;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on several threads. */
final class Workers {

    private Workers() {}

    /**
     * Runs the work on each of several threads at once, and returns when all threads have ended.
     *
     * @param count the number of threads
     * @throws RuntimeException if the work throws an exception on at least one thread; this method rethrows one of
     *     these exceptions
     */
    static void run(int count, Runnable work) {
        ExecutorService threads = Executors.newFixedThreadPool(count, thread -> JobThread.of("migrate", thread));
        try {
            for (Future<Object> worker : threads.invokeAll(Collections.nCopies(count, Executors.callable(work)))) {
                worker.get();
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }
}

package dev.tenantry.it.faults;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs workers, each on a thread of its own. The journal records a worker's exception as a wrong answer. */
final class Load {

    private static final int REST_MILLIS = 1000;

    private final Journal journal;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean isOver;

    Load(Journal journal) {
        this.journal = journal;
    }

    void begin(List<? extends Worker> workers) {
        for (Worker worker : workers) {
            running.add(threads.submit(() -> {
                while (!isOver) {
                    TimeUnit.MILLISECONDS.sleep(work(worker));
                }
                return null;
            }));
        }
    }

    private int work(Worker worker) {
        try {
            return worker.work();
        } catch (RuntimeException failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            journal.wrong("one that nobody has thought of: " + trace);
            return REST_MILLIS;
        }
    }

    /** Ends the load when each worker has finished its current step. */
    void end() throws InterruptedException, ExecutionException {
        isOver = true;
        try {
            for (Future<?> worker : running) {
                worker.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}

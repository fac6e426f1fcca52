package dev.tenantry.core.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the jobs of one kind that this server works on. Each has a thread and a heartbeat. Thread-safe. */
public final class JobRunner implements AutoCloseable {

    private final String work;
    private final Map<JobLease, JobRun> runs = new ConcurrentHashMap<>();

    /** @param work the kind of work, such as {@code migrate}, for the names of threads */
    public JobRunner(String work) {
        this.work = work;
    }

    /** Begins to run a job in the background. Ends the run if the lease is lost. */
    public void run(JobLease lease, JobRun run) {
        runs.put(lease, run);
        JobThread.of(work, () -> {
            Heartbeat heartbeat = new Heartbeat(lease, run::end);
            try {
                run.run();
            } finally {
                heartbeat.close();
                runs.remove(lease);
            }
        }).start();
    }

    /** The ids of the jobs that this server works on. */
    public List<String> jobIds() {
        return runs.keySet().stream().map(JobLease::jobId).toList();
    }

    /**
     * Stops this server's work on its jobs, without waiting. Other servers, or this server after its next start,
     * continue the jobs.
     */
    @Override
    public void close() {
        runs.forEach((lease, run) -> {
            run.end();
            lease.release();
        });
    }
}

package dev.tenantry.core.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs jobs of one kind on this server. The server must have the lease of each job that this class runs. Each job has a
 * thread and a heartbeat of its own. Thread-safe.
 */
public final class JobRunner implements AutoCloseable {

    private final String work;
    private final Map<JobLease, JobRun> runs = new ConcurrentHashMap<>();

    /** @param work the kind of work, such as {@code migrate}; the names of the threads contain this word */
    public JobRunner(String work) {
        this.work = work;
    }

    /** Starts a run on a new thread. Calls {@link JobRun#end} if the lease is lost. */
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

    /** Returns the ids of the jobs that this server works on. */
    public List<String> jobIds() {
        return runs.keySet().stream().map(JobLease::jobId).toList();
    }

    /**
     * Ends the runs of this server, without waiting for their current steps, and releases the leases. Other servers, or
     * this server after its next start, continue the jobs.
     */
    @Override
    public void close() {
        runs.forEach((lease, run) -> {
            run.end();
            lease.release();
        });
    }
}

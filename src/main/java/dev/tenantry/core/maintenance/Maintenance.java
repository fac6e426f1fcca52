package dev.tenantry.core.maintenance;

import dev.tenantry.core.job.Heartbeat;
import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.job.JobTable;
import dev.tenantry.core.job.JobThread;
import dev.tenantry.core.tenant.RegistryTransactions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Runs maintenance tasks on one server at a time, under a lease. If a server sends no heartbeat, another server can
 * take the lease after {@link JobLease#TIMEOUT}. A server that has lost its lease finishes its current task and starts
 * no further task. Until that task ends, two servers run tasks at once, so tasks must be idempotent. Thread-safe.
 */
public final class Maintenance {

    private static final Logger LOG = Logger.getLogger(Maintenance.class);

    private final JobTable table;
    private final String server;
    private final List<Runnable> tasks;

    public Maintenance(RegistryTransactions registry, List<Runnable> tasks) {
        this(registry, JobThread.THIS_SERVER, tasks);
    }

    Maintenance(RegistryTransactions registry, String server, List<Runnable> tasks) {
        // The table has one row.
        this.table = new JobTable(registry, "maintenance", "maintenance", "true", "attempt + 1", "");
        this.server = server;
        this.tasks = List.copyOf(tasks);
    }

    /**
     * Runs all tasks, one after the other.
     *
     * @return false if no task was run, since another server has the lease
     */
    public boolean run() {
        Optional<JobLease> lease = table.takeExpired(server, List.of(), "true");
        lease.ifPresent(this::run);
        return lease.isPresent();
    }

    private void run(JobLease lease) {
        AtomicBoolean over = new AtomicBoolean();
        Heartbeat heartbeat = new Heartbeat(lease, () -> over.set(true));
        try {
            for (Runnable task : tasks) {
                if (!over.get()) {
                    runTask(task);
                }
            }
        } finally {
            heartbeat.close();
            lease.release();
        }
    }

    /**
     * Runs a task and logs its failure. A failed task does not stop the other tasks, and runs again at the next
     * maintenance.
     */
    private static void runTask(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s failed", task.getClass().getSimpleName());
        }
    }
}

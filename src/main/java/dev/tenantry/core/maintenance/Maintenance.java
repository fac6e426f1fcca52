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
 * Runs maintenance tasks on one server at a time, under a lease. If the server with the lease sends no heartbeat for
 * {@link JobLease#TIMEOUT}, another server can take the lease. A server that has lost the lease still finishes its
 * current task. Therefore tasks must be idempotent. Thread-safe.
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
        // The table named maintenance has only one row, since all tasks run under one lease.
        this.table = new JobTable(registry, "maintenance", "maintenance", "true", "attempt + 1", "");
        this.server = server;
        this.tasks = List.copyOf(tasks);
    }

    /**
     * Runs all tasks, one after the other, if this server can take the lease.
     *
     * @return false, without running a task, if another server has the lease
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
     * Runs a task. If the task fails, the failure is logged, and the other tasks still run. The failed task runs again
     * at the next call of {@link #run()}.
     */
    private static void runTask(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s failed", task.getClass().getSimpleName());
        }
    }
}

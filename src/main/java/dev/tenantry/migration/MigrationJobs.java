package dev.tenantry.migration;

import dev.tenantry.db.DatabaseException;
import dev.tenantry.job.Heartbeat;
import dev.tenantry.job.JobThread;
import dev.tenantry.tenant.RegistryTransactions;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantLifecycle;
import dev.tenantry.tenant.TenantRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Brings all tenants up to date, as jobs that go on in the background and outlive the server that began them.
 * Thread-safe.
 */
public final class MigrationJobs implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MigrationJobs.class);

    private final RegistryTransactions transactions;
    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final JobStore jobs;
    private final int workers;
    private final Set<MigrationRun> runs = ConcurrentHashMap.newKeySet();

    /** @param workers how many tenants are migrated at once, each on one connection */
    public MigrationJobs(
            RegistryTransactions transactions, TenantRegistry registry, TenantLifecycle lifecycle, int workers) {
        this.transactions = transactions;
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.jobs = new JobStore(transactions);
        this.workers = workers;
    }

    /**
     * Begins a job that brings those who are behind to the version of this server.
     *
     * @param canaries who go first, one after the other; should one of them fail, nobody else is touched
     * @param errorBudget the job stops as soon as more tenants than that have failed; null for any number
     * @return where one for that version runs already, that one, as it was begun
     */
    public MigrationJob start(List<Tenant> canaries, Integer errorBudget) {
        String id = UUID.randomUUID().toString();
        NewJob job = new NewJob(id, lifecycle.newestVersion(), errorBudget, JobThread.THIS_SERVER);
        Optional<Claim> claim =
                jobs.insert(job, handle -> list(job.id()).write(handle, job.version(), canaries));
        claim.ifPresent(this::run);
        Optional<MigrationJob> found = claim.isPresent() ? jobs.find(job.id()) : jobs.running(job.version());
        return found.orElseGet(() -> start(canaries, errorBudget)); // the one that ran has ended in between
    }

    public Optional<MigrationJob> find(String id) {
        return jobs.find(id);
    }

    /** Newest first. */
    public List<MigrationJob> list(int first, int max) {
        return jobs.list(first, max);
    }

    /** Of one job, in the order in which they came. */
    public List<MigrationFailure> failures(String jobId, int max) {
        return list(jobId).failures(max);
    }

    /** Those tenants that are being migrated are finished. Does nothing where the job has ended. */
    public void stop(String jobId) {
        jobs.stop(jobId, StopReason.REQUEST);
    }

    /** Goes on with a job whose server has died, if there is one. To be called at start and from time to time. */
    public void takeOver() {
        int version = lifecycle.newestVersion();
        jobs.stopOlder(version, Heartbeat.LEASE_TIMEOUT);
        jobs.takeOver(version, JobThread.THIS_SERVER, Heartbeat.LEASE_TIMEOUT).ifPresent(this::run);
    }

    private void run(Claim claim) {
        MigrationRun run = new MigrationRun(claim, jobs, list(claim.jobId()), registry, lifecycle, workers);
        runs.add(run);
        JobThread.of("migrate", () -> {
            try {
                run.run();
            } finally {
                runs.remove(run);
            }
        }).start();
    }

    private TenantList list(String jobId) {
        return new TenantList(transactions, jobId);
    }

    /** Leaves running jobs to other servers, or to the next start. Waits for nobody. */
    @Override
    public void close() {
        runs.forEach(run -> {
            run.end();
            try {
                jobs.release(run.claim());
            } catch (DatabaseException failure) {
                LOG.warnf(failure, "Migration job %s is taken over later", run.claim().jobId());
            }
        });
    }
}

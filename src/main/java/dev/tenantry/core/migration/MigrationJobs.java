package dev.tenantry.core.migration;

import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.job.JobRunner;
import dev.tenantry.core.job.JobThread;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.core.tenant.TenantRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Migrates all tenants in background jobs. If the server that works on a job dies, another server continues the job.
 * Thread-safe.
 */
public final class MigrationJobs implements AutoCloseable {

    private final RegistryTransactions transactions;
    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final JobStore jobs;
    private final int workers;
    private final JobRunner runner = new JobRunner("migrate");

    /**
     * @param workers the number of tenants that a job on this server migrates at the same time; each migration needs
     *     one connection
     */
    public MigrationJobs(
            RegistryTransactions transactions, TenantRegistry registry, TenantLifecycle lifecycle, int workers) {
        this.transactions = transactions;
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.jobs = new JobStore(transactions);
        this.workers = workers;
    }

    /**
     * Begins a job that migrates all tenants that are active or suspended, and whose schemas are older than this
     * server's version.
     *
     * @param canaries the tenants to migrate first, one after the other. If the migration of a canary fails, the job
     *     stops, and no other tenant is migrated
     * @param errorBudget the number of failed tenants that the job tolerates. If more tenants fail, the job stops. If
     *     null, the job tolerates any number
     * @return the new job. If a job for this version is already running, this method begins no job: it ignores the
     *     given canaries and error budget, and returns the running job
     */
    public MigrationJob start(List<Tenant> canaries, Integer errorBudget) {
        String id = UUID.randomUUID().toString();
        int version = lifecycle.newestVersion();
        Optional<JobLease> lease = jobs.insert(id, version, errorBudget, JobThread.THIS_SERVER,
                handle -> list(id).write(handle, version, canaries));
        lease.ifPresent(begun -> run(begun, version));
        Optional<MigrationJob> found = lease.isPresent() ? jobs.find(id) : jobs.running(version);
        return found.orElseGet(() -> start(canaries, errorBudget)); // empty if the running job has just ended
    }

    /**
     * Rehearses the migrations of some tenants whose schemas are older than this server's version. The tenants are
     * chosen at random, and migrated one after the other. Each migration is rolled back. Use this method on a copy of
     * the databases, since each rehearsed migration makes the tenant's requests wait.
     *
     * @param max the maximum number of tenants to choose
     */
    public Rehearsal rehearse(int max) {
        int version = lifecycle.newestVersion();
        int behind = transactions.read(handle -> TenantList.countBehind(handle, version));
        RehearsalRun run = new RehearsalRun(lifecycle);
        transactions.read(handle -> TenantList.someBehind(handle, version, max)).stream()
                .flatMap(listed -> registry.find(listed.realmId()).stream())
                .forEach(tenant -> TenantLog.run(tenant.name().value(), () -> run.add(tenant)));
        return run.result(behind, workers);
    }

    public Optional<MigrationJob> find(String id) {
        return jobs.find(id);
    }

    /** Returns a page of the jobs, the newest job first. */
    public List<MigrationJob> list(int first, int max) {
        return jobs.list(first, max);
    }

    /** Returns the failures of one job, the oldest failure first. */
    public List<MigrationFailure> failures(String jobId, int max) {
        return list(jobId).failures(max);
    }

    /**
     * Stops a job. Migrations in progress are finished, and no further migration begins. Does nothing if the job has
     * already ended.
     */
    public void stop(String jobId) {
        jobs.stop(jobId, StopReason.REQUEST);
    }

    /**
     * Continues a job of a server that has died or has been stopped, if such a job exists. Stops the job instead if it
     * migrates tenants to an older version than this server does ({@link StopReason#NEWER_SERVER}). Call this method
     * when the server starts, and periodically.
     */
    public void takeOver() {
        int version = lifecycle.newestVersion();
        jobs.stopOlder(version);
        jobs.takeOver(version, JobThread.THIS_SERVER, runner.jobIds()).ifPresent(lease -> run(lease, version));
    }

    private void run(JobLease lease, int version) {
        runner.run(lease, new MigrationRun(lease, version, jobs, list(lease.jobId()), registry, lifecycle, workers));
    }

    private TenantList list(String jobId) {
        return new TenantList(transactions, jobId);
    }

    /**
     * Ends this server's work on running jobs, without waiting for migrations in progress. Other servers, or this
     * server after its next start, continue the jobs.
     */
    @Override
    public void close() {
        runner.close();
    }
}

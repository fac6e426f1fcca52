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

/** Migrates all tenants, as background jobs that survive the server that started them. Thread-safe. */
public final class MigrationJobs implements AutoCloseable {

    private final RegistryTransactions transactions;
    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final JobStore jobs;
    private final int workers;
    private final JobRunner runner = new JobRunner("migrate");

    /** @param workers how many tenants are migrated at the same time; each needs one connection */
    public MigrationJobs(
            RegistryTransactions transactions, TenantRegistry registry, TenantLifecycle lifecycle, int workers) {
        this.transactions = transactions;
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.jobs = new JobStore(transactions);
        this.workers = workers;
    }

    /**
     * Begins a job that migrates all older schemas to the version of this server.
     *
     * @param canaries tenants to migrate first, one after the other; if a canary fails, no other tenant is migrated
     * @param errorBudget the job stops as soon as more tenants have failed; null for any number
     * @return the new job. If a job for the version is running already, no new job begins: the running job is returned,
     *     and keeps its canaries and its error budget
     */
    public MigrationJob start(List<Tenant> canaries, Integer errorBudget) {
        String id = UUID.randomUUID().toString();
        NewJob job = new NewJob(id, lifecycle.newestVersion(), errorBudget, JobThread.THIS_SERVER);
        Optional<JobLease> lease =
                jobs.insert(job, handle -> list(job.id()).write(handle, job.version(), canaries));
        lease.ifPresent(begun -> run(begun, job.version()));
        Optional<MigrationJob> found = lease.isPresent() ? jobs.find(job.id()) : jobs.running(job.version());
        return found.orElseGet(() -> start(canaries, errorBudget)); // the running job has just ended
    }

    /**
     * Migrates some tenants with older schemas, chosen at random, one after the other, and rolls each migration back.
     * For a copy of the databases: meanwhile, requests of these tenants wait, as in the migration itself.
     *
     * @param max the number of tenants to migrate
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

    /** The jobs, newest first. */
    public List<MigrationJob> list(int first, int max) {
        return jobs.list(first, max);
    }

    /** The failures of one job, oldest first. */
    public List<MigrationFailure> failures(String jobId, int max) {
        return list(jobId).failures(max);
    }

    /**
     * Stops a job: tenants in progress are finished, and no further tenant is begun. Does nothing if the job has ended.
     */
    public void stop(String jobId) {
        jobs.stop(jobId, StopReason.REQUEST);
    }

    /**
     * Continues a job whose server has died, if there is such a job. Call this method when the server starts, and
     * periodically.
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
     * Stops this server's work on running jobs, without waiting. Other servers, or this server after its next start,
     * continue the jobs.
     */
    @Override
    public void close() {
        runner.close();
    }
}

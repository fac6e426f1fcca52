package dev.tenantry.core.adoption;

import dev.tenantry.core.adoption.Adoption.State;
import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.job.JobRunner;
import dev.tenantry.core.job.JobThread;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.tenant.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Adopts realms and releases tenants in background jobs. If the server that runs a job stops, another server continues
 * the job. Thread-safe.
 */
public final class Adoptions implements AutoCloseable {

    private final AdoptionStore store;
    private final PlainIds plainIds;
    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final TenantTransactions transactions;
    private final TenantListener listener;
    private volatile AdoptionSteps steps;
    private final JobRunner runner = new JobRunner("adopt");

    public Adoptions(
            RegistryTransactions rows,
            TenantRegistry registry,
            TenantLifecycle lifecycle,
            TenantTransactions transactions,
            TenantListener listener) {
        this.store = new AdoptionStore(rows);
        this.plainIds = new PlainIds(rows);
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.transactions = transactions;
        this.listener = listener;
    }

    /** Sets the object that does Keycloak's part of the work. Call this method once, before any job begins. */
    public void connect(LocalRealms realms) {
        steps = new AdoptionSteps(store, plainIds, registry, lifecycle, transactions, realms);
    }

    /**
     * Begins a job.
     *
     * @param tenant the tenant to adopt or to release
     * @param stateOrNull for a release, the tenant's state to restore if the job is canceled; null for an adoption
     * @param enabled true if the realm must be enabled when the job is done or canceled
     * @param total the number of users to move
     * @return the new job. If the realm has an unfinished job, no new job begins: this method calls {@link #resume} and
     *     returns the unfinished job
     */
    public Adoption start(Operation operation, NewTenant tenant, TenantState stateOrNull, boolean enabled, int total) {
        String id = UUID.randomUUID().toString();
        Optional<JobLease> lease = store.insert(
                id, operation, tenant, stateOrNull, enabled, total, JobThread.THIS_SERVER);
        lease.ifPresent(this::run);
        if (lease.isPresent()) {
            return store.find(id).orElseThrow();
        }
        Optional<Adoption> open = resume(tenant.realmId());
        // Empty if the unfinished job has ended since the insert was refused. In this case, begins a new job.
        return open.orElseGet(() -> start(operation, tenant, stateOrNull, enabled, total));
    }

    /** Returns the unfinished job for a realm. If the job's state is FAILED, first starts the job again. */
    public Optional<Adoption> resume(String realmId) {
        return store.open(realmId).flatMap(open -> {
            if (open.state() == State.FAILED) {
                store.retry(open.id(), JobThread.THIS_SERVER).ifPresent(this::run);
            }
            return store.find(open.id());
        });
    }

    /** Returns the unfinished job for a realm. Does not change the job. */
    public Optional<Adoption> open(String realmId) {
        return store.open(realmId);
    }

    public Optional<Adoption> find(String id) {
        return store.find(id);
    }

    /** The jobs, newest first. */
    public List<Adoption> list(int first, int max) {
        return store.list(first, max);
    }

    /**
     * Cancels a job. All its steps are undone in the background, and the realm returns to its former state.
     *
     * @return false if step {@link Adoption.Step#SWITCH} has begun, if the job was canceled earlier, or if the job has
     *     ended
     */
    public boolean cancel(Adoption adoption) {
        if (!store.cancel(adoption.id())) {
            return false;
        }
        resume(adoption.realmId());
        return true;
    }

    /** Continues jobs whose server has stopped. Call this method when the server starts, and periodically. */
    public void takeOver() {
        Optional<JobLease> lease;
        do {
            lease = store.takeOver(JobThread.THIS_SERVER, runner.jobIds());
            lease.ifPresent(this::run);
        } while (lease.isPresent());
    }

    private void run(JobLease lease) {
        runner.run(lease, new AdoptionRun(lease, store, steps, listener));
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

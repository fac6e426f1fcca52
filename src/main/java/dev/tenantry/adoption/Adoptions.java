package dev.tenantry.adoption;

import dev.tenantry.adoption.Adoption.State;
import dev.tenantry.db.DatabaseException;
import dev.tenantry.job.Heartbeat;
import dev.tenantry.job.JobThread;
import dev.tenantry.tenant.NewTenant;
import dev.tenantry.tenant.Operation;
import dev.tenantry.tenant.PlainIds;
import dev.tenantry.tenant.RegistryTransactions;
import dev.tenantry.tenant.TenantLifecycle;
import dev.tenantry.tenant.TenantListener;
import dev.tenantry.tenant.TenantRegistry;
import dev.tenantry.tenant.TenantState;
import dev.tenantry.tenant.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Adopts realms and releases tenants, as jobs that go on in the background and outlive the server that began them.
 * Thread-safe.
 */
public final class Adoptions implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Adoptions.class);

    private final AdoptionStore store;
    private final PlainIds plainIds;
    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final TenantTransactions transactions;
    private final TenantListener listener;
    private volatile AdoptionSteps steps;
    private final Set<AdoptionRun> runs = ConcurrentHashMap.newKeySet();

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

    /** To be called once, before any job is begun: who does what Keycloak has to do. */
    public void connect(LocalRealms realms) {
        steps = new AdoptionSteps(store, plainIds, registry, lifecycle, transactions, realms);
    }

    /**
     * Begins a job.
     *
     * @param tenant that the realm is or is to be
     * @param stateOrNull of a tenant that is to be released, so that it can be so again; null for an adoption
     * @param enabled whether the realm is, so that it can be so again
     * @param total how many users there are to be moved
     * @return where one for that realm runs already, that one; one that had failed goes on
     */
    public Adoption start(Operation operation, NewTenant tenant, TenantState stateOrNull, boolean enabled, int total) {
        String id = UUID.randomUUID().toString();
        Optional<Claim> claim = store.insert(
                id, operation, tenant, stateOrNull, enabled, total, JobThread.THIS_SERVER);
        claim.ifPresent(this::run);
        if (claim.isPresent()) {
            return store.find(id).orElseThrow();
        }
        Optional<Adoption> open = resume(tenant.realmId());
        return open.orElseGet(() -> start(operation, tenant, stateOrNull, enabled, total)); // it has ended in between
    }

    /** The job for a realm that has not ended yet; one that had failed goes on. */
    public Optional<Adoption> resume(String realmId) {
        return store.open(realmId).flatMap(open -> {
            if (open.state() == State.FAILED) {
                store.retry(open.id(), JobThread.THIS_SERVER).ifPresent(this::run);
            }
            return store.find(open.id());
        });
    }

    /** The job for a realm that has not ended yet, as it stands. */
    public Optional<Adoption> open(String realmId) {
        return store.open(realmId);
    }

    public Optional<Adoption> find(String id) {
        return store.find(id);
    }

    /** Newest first. */
    public List<Adoption> list(int first, int max) {
        return store.list(first, max);
    }

    /**
     * Has what was done so far undone, and the realm as it was before.
     *
     * @return false where the realm has changed sides already, or the job has ended
     */
    public boolean cancel(Adoption adoption) {
        if (!store.cancel(adoption.id())) {
            return false;
        }
        resume(adoption.realmId());
        return true;
    }

    /** Goes on with jobs whose server has died. To be called at start and from time to time. */
    public void takeOver() {
        Optional<Claim> claim;
        do {
            List<String> own = runs.stream().map(run -> run.claim().adoptionId()).toList();
            claim = store.takeOver(JobThread.THIS_SERVER, Heartbeat.LEASE_TIMEOUT, own);
            claim.ifPresent(this::run);
        } while (claim.isPresent());
    }

    private void run(Claim claim) {
        AdoptionRun run = new AdoptionRun(claim, store, steps, listener);
        runs.add(run);
        JobThread.of("adopt", () -> {
            try {
                run.run();
            } finally {
                runs.remove(run);
            }
        }).start();
    }

    /** Leaves running jobs to other servers, or to the next start. Waits for nobody. */
    @Override
    public void close() {
        runs.forEach(run -> {
            run.end();
            try {
                store.release(run.claim());
            } catch (DatabaseException failure) {
                LOG.warnf("Adoption %s is taken over later: %s", run.claim().adoptionId(), failure.getMessage());
            }
        });
    }
}

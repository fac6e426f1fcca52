package dev.tenantry.core.adoption;

import dev.tenantry.core.adoption.Adoption.State;
import dev.tenantry.core.adoption.Adoption.Step;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.job.JobRun;
import dev.tenantry.core.job.LostLeaseException;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Outcome;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantLog;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * The work of one server on a job. Begins at the job's present step. If the database becomes unavailable or the server
 * stops, the run ends before the job, and a server later takes the job over.
 */
final class AdoptionRun implements JobRun {

    private static final Logger LOG = Logger.getLogger(AdoptionRun.class);

    private final JobLease lease;
    private final AdoptionStore store;
    private final AdoptionSteps steps;
    private final TenantListener listener;
    private volatile boolean over;

    AdoptionRun(JobLease lease, AdoptionStore store, AdoptionSteps steps, TenantListener listener) {
        this.listener = listener;
        this.lease = lease;
        this.store = store;
        this.steps = steps;
    }

    @Override
    public void end() {
        over = true;
    }

    @Override
    public void run() {
        try {
            store.find(lease.jobId()).ifPresent(adoption -> steps.claim(adoption, lease));
            boolean more = true;
            while (more && !over) {
                more = lease.renew() && takeStep();
            }
        } catch (LostLeaseException lost) {
            LOG.infof("Adoption %s stops on this server: %s", lease.jobId(), lost.getMessage());
        } catch (DatabaseUnavailableException outage) {
            LOG.warnf("Adoption %s paused (database unavailable); it will resume", lease.jobId());
        } catch (BusyException busy) {
            LOG.warnf("Adoption %s paused; it will resume: %s", lease.jobId(), busy.getMessage());
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    /** @return false if the job is no longer running */
    private boolean takeStep() {
        Adoption adoption = store.find(lease.jobId()).orElseThrow();
        if (adoption.state() != State.RUNNING) {
            return false;
        }
        TenantLog.run(adoption.name(), () -> take(adoption));
        return true;
    }

    private void take(Adoption adoption) {
        LOG.infof("Adoption %s: %s %s, step %s",
                adoption.id(), adoption.operation().word(), adoption.name(), adoption.step());
        switch (adoption.step()) {
            case PREPARE -> store.begin(lease, steps.prepare(adoption, lease));
            case COPY -> steps.move(adoption, lease).copy(adoption.progress().copied());
            case VERIFY -> steps.move(adoption, lease).verify();
            case SWITCH -> {
                steps.change(adoption, lease);
                store.advance(lease, Step.SWITCH, Step.REMOVE);
            }
            case REMOVE -> {
                steps.remove(adoption, lease);
                finish(adoption, State.DONE);
            }
            case UNDO -> {
                steps.undo(adoption, lease);
                finish(adoption, State.CANCELLED);
            }
        }
    }

    private void finish(Adoption adoption, State state) {
        steps.unclaim(adoption, lease);
        if (!store.end(lease, state, null)) {
            throw new LostLeaseException();
        }
        tell(adoption, Outcome.SUCCESS);
        LOG.infof("Adoption %s: %s %s is %s", adoption.id(), adoption.operation().word(), adoption.name(), state);
    }

    private void tell(Adoption adoption, Outcome outcome) {
        listener.operationEnded(
                adoption.operation(), outcome, Duration.between(adoption.startedAt(), Instant.now()).abs());
    }

    /**
     * Handles a failure of the job. If this server is stopping, releases the lease, so that another server can continue
     * the job. Otherwise sets the job's state to FAILED, and reports the cause. For an exception of Tenantry, the cause
     * is the message. For any other exception, the cause is the class's name, since the message may contain user input.
     */
    private void fail(RuntimeException failure) {
        boolean ours = failure instanceof AdoptionException
                || failure instanceof TenantException
                || failure instanceof DatabaseException;
        String cause = ours ? failure.getMessage() : failure.getClass().getSimpleName();
        try {
            if (over) {
                lease.release(); // the step failed because this server is stopping
            } else if (store.end(lease, State.FAILED, cause)) {
                LOG.errorf("Adoption %s failed: %s", lease.jobId(), cause);
                LOG.debugf(failure, "Adoption %s", lease.jobId());
                store.find(lease.jobId()).ifPresent(adoption -> tell(adoption, Outcome.FAILED));
            } else {
                LOG.infof("Adoption %s is another server's now; it failed here: %s", lease.jobId(), cause);
            }
        } catch (DatabaseException outage) {
            LOG.warnf("Adoption %s will be taken over later: %s", lease.jobId(), outage.getMessage());
        }
    }
}

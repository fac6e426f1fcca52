package dev.tenantry.core.adoption;

import dev.tenantry.core.adoption.Adoption.State;
import dev.tenantry.core.adoption.Adoption.Step;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.job.Heartbeat;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Outcome;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantLog;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * One server's work on a job, from its present step to its end. If the database becomes unavailable or the server
 * stops, the run ends, but the job does not: later a server takes the job over, as after a crash.
 */
final class AdoptionRun implements Runnable {

    private static final Logger LOG = Logger.getLogger(AdoptionRun.class);

    private final Claim claim;
    private final AdoptionStore store;
    private final AdoptionSteps steps;
    private final TenantListener listener;
    private volatile boolean over;

    AdoptionRun(Claim claim, AdoptionStore store, AdoptionSteps steps, TenantListener listener) {
        this.listener = listener;
        this.claim = claim;
        this.store = store;
        this.steps = steps;
    }

    Claim claim() {
        return claim;
    }

    /** Tells the run to begin no further step. */
    void end() {
        over = true;
    }

    @Override
    public void run() {
        Heartbeat heartbeat = new Heartbeat("adoption " + claim.adoptionId(), () -> store.beat(claim), this::end);
        try {
            store.find(claim.adoptionId()).ifPresent(adoption -> steps.claim(adoption, claim));
            boolean more = true;
            while (more && !over) {
                more = store.beat(claim) && takeStep();
            }
        } catch (LostClaimException lost) {
            LOG.infof("Adoption %s stops on this server: %s", claim.adoptionId(), lost.getMessage());
        } catch (DatabaseUnavailableException outage) {
            LOG.warnf("Adoption %s paused (database unavailable); it will resume", claim.adoptionId());
        } catch (BusyException busy) {
            LOG.warnf("Adoption %s paused; it will resume: %s", claim.adoptionId(), busy.getMessage());
        } catch (RuntimeException failure) {
            fail(failure);
        } finally {
            heartbeat.close();
        }
    }

    /** @return false after the last step */
    private boolean takeStep() {
        Adoption adoption = store.find(claim.adoptionId()).orElseThrow();
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
            case PREPARE -> store.begin(claim, steps.prepare(adoption, claim));
            case COPY -> steps.move(adoption, claim).copy(adoption.progress().copied());
            case VERIFY -> steps.move(adoption, claim).verify();
            case SWITCH -> {
                steps.change(adoption, claim);
                store.advance(claim, Step.SWITCH, Step.REMOVE);
            }
            case REMOVE -> {
                steps.remove(adoption, claim);
                finish(adoption, State.DONE);
            }
            case UNDO -> {
                steps.undo(adoption, claim);
                finish(adoption, State.CANCELLED);
            }
        }
    }

    private void finish(Adoption adoption, State state) {
        steps.unclaim(adoption, claim);
        if (!store.end(claim, state, null)) {
            throw new LostClaimException();
        }
        tell(adoption, Outcome.SUCCESS);
        LOG.infof("Adoption %s: %s %s is %s", adoption.id(), adoption.operation().word(), adoption.name(), state);
    }

    private void tell(Adoption adoption, Outcome outcome) {
        listener.operationEnded(
                adoption.operation(), outcome, Duration.between(adoption.startedAt(), Instant.now()).abs());
    }

    /**
     * Reports the messages of the project's own exceptions. For any other exception it reports only the class, since
     * the message may contain user input.
     */
    private void fail(RuntimeException failure) {
        boolean ours = failure instanceof AdoptionException
                || failure instanceof TenantException
                || failure instanceof DatabaseException;
        String cause = ours ? failure.getMessage() : failure.getClass().getSimpleName();
        try {
            if (over) {
                store.release(claim); // the step failed only because the server is stopping
            } else if (store.end(claim, State.FAILED, cause)) {
                LOG.errorf("Adoption %s failed: %s", claim.adoptionId(), cause);
                LOG.debugf(failure, "Adoption %s", claim.adoptionId());
                store.find(claim.adoptionId()).ifPresent(adoption -> tell(adoption, Outcome.FAILED));
            } else {
                LOG.infof("Adoption %s is another server's now; it failed here: %s", claim.adoptionId(), cause);
            }
        } catch (DatabaseException outage) {
            LOG.warnf("Adoption %s will be taken over later: %s", claim.adoptionId(), outage.getMessage());
        }
    }
}

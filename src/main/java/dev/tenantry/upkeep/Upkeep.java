package dev.tenantry.upkeep;

import dev.tenantry.db.DatabaseException;
import dev.tenantry.job.Heartbeat;
import dev.tenantry.job.JobThread;
import dev.tenantry.tenant.RegistryTransactions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * What is seen to from time to time, on one server at a time. Should a server fall silent in the middle, another one may
 * have its turn {@link Heartbeat#SILENCE} later; should it live after all, it finishes the chore that it is at and begins
 * no other, so two of them may be at the chores for that long, which must do no harm. Thread-safe.
 */
public final class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final MaintenanceLease turns;
    private final String server;
    private final List<Runnable> chores;

    public Upkeep(RegistryTransactions registry, List<Runnable> chores) {
        this(registry, JobThread.THIS_SERVER, chores);
    }

    Upkeep(RegistryTransactions registry, String server, List<Runnable> chores) {
        this.turns = new MaintenanceLease(registry);
        this.server = server;
        this.chores = List.copyOf(chores);
    }

    /**
     * Sees to all chores, one after the other.
     *
     * @return false where it is another server's turn: nothing was done
     */
    public boolean run() {
        Optional<Long> turn = turns.take(server, Heartbeat.SILENCE);
        turn.ifPresent(this::run);
        return turn.isPresent();
    }

    private void run(long turn) {
        AtomicBoolean over = new AtomicBoolean();
        Heartbeat heartbeat = new Heartbeat("the upkeep", () -> turns.beat(turn), () -> over.set(true));
        try {
            for (Runnable chore : chores) {
                if (!over.get()) {
                    seeTo(chore);
                }
            }
        } finally {
            heartbeat.close();
            release(turn);
        }
    }

    /** One that fails has its turn again, and does not keep the others from theirs. */
    private static void seeTo(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s failed", chore.getClass().getSimpleName());
        }
    }

    private void release(long turn) {
        try {
            turns.release(turn);
        } catch (DatabaseException outage) {
            LOG.warnf("Others take the next turn at the upkeep later: %s", outage.getMessage());
        }
    }
}

package dev.tenantry.realm;

import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.timer.ScheduledTask;

/**
 * What is seen to from time to time, on one server of a cluster at a time. The class's name is the key of its lock
 * among servers.
 */
final class Upkeep implements ScheduledTask {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final List<Runnable> chores;

    Upkeep(List<Runnable> chores) {
        this.chores = chores;
    }

    /** A chore that fails has its turn again, and does not keep the others from theirs. */
    @Override
    public void run(KeycloakSession session) {
        for (Runnable chore : chores) {
            try {
                chore.run();
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "%s failed", chore.getClass().getSimpleName());
            }
        }
    }
}

package dev.tenantry.tenant;

import dev.tenantry.tenant.RealmDirectory.Outcome;
import org.jboss.logging.Logger;

/**
 * Finishes births and ends that a crash cut short. The realm decides: Keycloak's transaction is the one that commits
 * once, so a tenant whose realm exists goes into service, and one whose realm does not is removed. Can run anywhere,
 * any time, on several servers at once.
 */
public final class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final RealmDirectory realms;

    public Reconciler(TenantRegistry registry, TenantLifecycle lifecycle, RealmDirectory realms) {
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.realms = realms;
    }

    /**
     * Looks at each unfinished tenant once; a failure on one does not keep it from the next.
     *
     * @return how many were finished
     */
    public int run() {
        return (int) registry.unfinished().stream().filter(this::finish).count();
    }

    private boolean finish(Tenant tenant) {
        try {
            Outcome outcome = realms.outcome(tenant);
            switch (outcome) {
                case EXISTS -> registry.changeState(tenant.realmId(), tenant.state(), TenantState.ACTIVE);
                case MISSING -> lifecycle.remove(tenant);
                case UNDECIDED -> {
                    return false;
                }
            }
            LOG.infof("Tenant %s was left %s: its realm %s, so it was %s", tenant.name(), tenant.state(),
                    outcome == Outcome.EXISTS ? "exists" : "does not exist",
                    outcome == Outcome.EXISTS ? "put into service" : "removed");
            return true;
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Tenant %s, left %s, could not be reconciled", tenant.name(), tenant.state());
            return false;
        }
    }
}

package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseException;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * A tenant going from one state to another together with its realm. The registry goes first, so that a tenant whose
 * realm is still enabled after a crash is refused by its state. One thread.
 */
final class StateChange implements Participant {

    private static final Logger LOG = Logger.getLogger(StateChange.class);

    private final TenantRegistry registry;
    private final Tenant tenant;
    private final Verb verb;
    private final TenantState outcome;
    private final Instant purgeAfter;
    private boolean prepared;

    /** @param purgeAfter for a tenant that is archived, else null */
    StateChange(TenantRegistry registry, Tenant tenant, StateVerb verb, Instant purgeAfter) {
        this(registry, tenant, verb.verb(), verb.outcome(), purgeAfter);
    }

    /** Of a verb that does more. */
    StateChange(TenantRegistry registry, Tenant tenant, Verb verb, TenantState outcome) {
        this(registry, tenant, verb, outcome, null);
    }

    private StateChange(
            TenantRegistry registry, Tenant tenant, Verb verb, TenantState outcome, Instant purgeAfter) {
        this.registry = registry;
        this.tenant = tenant;
        this.verb = verb;
        this.outcome = outcome;
        this.purgeAfter = purgeAfter;
    }

    @Override
    public void prepare() {
        if (!registry.changeState(tenant.realmId(), tenant.state(), outcome, purgeAfter)) {
            throw TenantException.changedMeanwhile(tenant.name());
        }
        prepared = true;
    }

    @Override
    public void complete() {
        LOG.infof("Tenant %s: %s, was %s and is %s", tenant.name(), verb.word(), tenant.state(), outcome);
    }

    @Override
    public void abandon() {
        if (!prepared) {
            return;
        }
        try {
            registry.changeState(tenant.realmId(), outcome, tenant.state(), tenant.purgeAfter());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s is %s although its realm did not change: repeat the verb",
                    tenant.name(), outcome);
        }
    }
}

package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseException;
import java.time.Duration;
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
    private final Duration retentionOrNull;
    private boolean prepared;

    /** @param retentionOrNull how long a tenant that is archived is kept, else null */
    StateChange(TenantRegistry registry, Tenant tenant, StateVerb verb, Duration retentionOrNull) {
        this(registry, tenant, verb.verb(), verb.outcome(), retentionOrNull);
    }

    /** Of a verb that does more. */
    StateChange(TenantRegistry registry, Tenant tenant, Verb verb, TenantState outcome) {
        this(registry, tenant, verb, outcome, null);
    }

    private StateChange(
            TenantRegistry registry, Tenant tenant, Verb verb, TenantState outcome, Duration retentionOrNull) {
        this.registry = registry;
        this.tenant = tenant;
        this.verb = verb;
        this.outcome = outcome;
        this.retentionOrNull = retentionOrNull;
    }

    @Override
    public void prepare() {
        boolean changed = retentionOrNull == null
                ? registry.changeState(tenant.realmId(), tenant.state(), outcome)
                : registry.archive(tenant.realmId(), tenant.state(), retentionOrNull);
        if (!changed) {
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
            registry.changeBack(tenant.realmId(), outcome, tenant.state(), tenant.purgeAfter());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s is %s although its realm did not change: repeat the verb",
                    tenant.name(), outcome);
        }
    }
}

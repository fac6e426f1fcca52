package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.SchemaFences;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import java.time.Duration;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Changes the state of a tenant together with its realm. The registry changes first: if a crash leaves the realm
 * enabled, the state in the registry still prevents logins. If the tenant goes out of service, the schema is closed for
 * writes together with the change in the registry (see {@link SchemaFences}). Not thread-safe.
 */
final class StateChange implements Participant {

    private static final Logger LOG = Logger.getLogger(StateChange.class);

    private final TenantRegistry registry;
    private final SchemaFences fences;
    private final JobClaim claim;
    private final Tenant tenant;
    private final Operation operation;
    private final TenantState outcome;
    private final Duration retentionOrNull;
    private boolean prepared;

    /**
     * @param claim the claim of the job that makes the change; {@link JobClaim#NONE} outside a job
     * @param retentionOrNull the time from the archiving until the tenant may be purged; null if the operation does not
     *     archive the tenant
     */
    StateChange(
            TenantRegistry registry,
            SchemaFences fences,
            JobClaim claim,
            Tenant tenant,
            Operation operation,
            TenantState outcome,
            Duration retentionOrNull) {
        this.registry = registry;
        this.fences = fences;
        this.claim = claim;
        this.tenant = tenant;
        this.operation = operation;
        this.outcome = outcome;
        this.retentionOrNull = retentionOrNull;
    }

    @Override
    public void prepare() {
        boolean changed = change(outcome, handle -> retentionOrNull == null
                ? TenantRegistry.changeState(handle, tenant.realmId(), tenant.state(), outcome)
                : TenantRegistry.archive(handle, tenant.realmId(), tenant.state(), retentionOrNull));
        if (!changed) {
            throw TenantException.changedMeanwhile(tenant.name());
        }
        prepared = true;
        if (outcome.canBeWritten()) {
            fences.settle(tenant.realmId());
        }
    }

    private boolean change(TenantState to, Predicate<Handle> row) {
        Predicate<Handle> change = handle -> {
            claim.require(handle);
            return row.test(handle);
        };
        return to.canBeWritten() ? registry.inTransaction(change::test) : fences.close(tenant, change);
    }

    @Override
    public void afterCommit() {
        LOG.infof("Tenant %s: %s, from state %s to %s", tenant.name(), operation.word(), tenant.state(), outcome);
    }

    @Override
    public void afterRollback() {
        if (!prepared) {
            return;
        }
        try {
            change(tenant.state(), handle -> TenantRegistry.changeBack(
                    handle, tenant.realmId(), outcome, tenant.state(), tenant.purgeAfter()));
            fences.settle(tenant.realmId());
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Tenant %s is %s although its realm did not change: repeat the operation",
                    tenant.name(), outcome);
        }
    }
}

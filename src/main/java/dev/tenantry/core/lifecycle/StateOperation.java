package dev.tenantry.core.lifecycle;

import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantState;
import java.util.Set;

/**
 * An operation that changes only the state of a tenant. Repeating an operation does nothing, since the tenant already
 * has the new state.
 */
public enum StateOperation {
    SUSPEND(Set.of(TenantState.ACTIVE), TenantState.SUSPENDED),
    RESUME(Set.of(TenantState.SUSPENDED), TenantState.ACTIVE),
    ARCHIVE(Set.of(TenantState.ACTIVE, TenantState.SUSPENDED), TenantState.ARCHIVED),
    RESTORE(Set.of(TenantState.ARCHIVED), TenantState.ACTIVE);

    private final Set<TenantState> from;
    private final TenantState to;

    StateOperation(Set<TenantState> from, TenantState to) {
        this.from = from;
        this.to = to;
    }

    public Operation operation() {
        return Operation.valueOf(name());
    }

    /** Returns the state of the tenant after the operation. */
    public TenantState outcome() {
        return to;
    }

    /**
     * True if users can log in after the operation.
     *
     * @see TenantState#ACTIVE
     */
    public boolean serves() {
        return to == TenantState.ACTIVE;
    }

    /**
     * Tells whether the operation would change the tenant's state.
     *
     * @return false if the tenant already has the new state
     * @throws TenantException (wrong state) if the tenant's state forbids the operation
     */
    public boolean changes(Tenant tenant) {
        if (tenant.state() == to) {
            return false;
        }
        if (!from.contains(tenant.state())) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
        return true;
    }
}

package dev.tenantry.tenant;

import java.util.Set;

/** An operation that changes only the state of a tenant. If the tenant is in that state already, it does nothing. */
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

    /** What the tenant is afterwards. */
    public TenantState outcome() {
        return to;
    }

    /**
     * Whether the tenant's realm serves its users afterwards.
     *
     * @see TenantState#ACTIVE
     */
    public boolean serves() {
        return to == TenantState.ACTIVE;
    }

    /**
     * @return false where the outcome holds already
     * @throws TenantException (wrong state) where the operation can't be applied
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

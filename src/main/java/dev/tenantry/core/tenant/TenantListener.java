package dev.tenantry.core.tenant;

import java.time.Duration;

/**
 * Receives the operations on tenants and the calls to their tables, for metrics. Does not receive the tenant's name: a
 * metric with a label for each tenant would have a series for each tenant. Any thread may call a listener in the middle
 * of the thread's work. Therefore a listener must be quick and must not throw.
 */
public interface TenantListener {

    /** Ignores everything. */
    TenantListener NONE = new TenantListener() {};

    /** An operation has ended, including Keycloak's transaction. */
    default void operationEnded(Operation operation, Outcome outcome, Duration time) {}

    /** A call to a tenant's tables, or the lookup of the tenant, has ended. */
    default void storeCalled(StoreOperation operation, Outcome outcome, Duration time) {}

    /** A migration of one tenant's schema has succeeded or failed. Called by {@link TenantLifecycle#migrate}. */
    default void migrationEnded(Outcome outcome) {}

    /** An event of a tenant was not recorded, because the tenant is archived or being removed. */
    default void eventDiscarded() {}
}

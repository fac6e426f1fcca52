package dev.tenantry.core.tenant;

import java.time.Duration;

/**
 * Receives the outcomes of operations on tenants and of calls to tenants' tables, for metrics. Does not receive a
 * tenant's name: a metric with a label for each tenant would have too many time series. A listener is called in the
 * middle of other work, by any thread. Therefore a listener must be quick and must not throw.
 */
public interface TenantListener {

    /** Ignores everything. */
    TenantListener NONE = new TenantListener() {};

    /** An operation has ended, and Keycloak's transaction of the operation has ended too. */
    default void operationEnded(Operation operation, Outcome outcome, Duration time) {}

    /** A call to a tenant's tables, or the lookup of the tenant, has ended. */
    default void storeCalled(StoreOperation operation, Outcome outcome, Duration time) {}

    /** A migration of one tenant's schema has succeeded or failed. Called by {@link TenantLifecycle#migrate}. */
    default void migrationEnded(Outcome outcome) {}

    /** An event of a tenant was not recorded, because the tenant is archived or being removed. */
    default void eventDiscarded() {}
}

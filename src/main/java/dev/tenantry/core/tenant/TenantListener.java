package dev.tenantry.core.tenant;

import java.time.Duration;

/**
 * Receives the operations on tenants and the calls to their tables, for metrics. Never receives the tenant's name: a
 * label for each tenant would make a thousand series of one. Called by any thread, during the work: must be quick, and
 * must not throw.
 */
public interface TenantListener {

    /** Ignores everything. */
    TenantListener NONE = new TenantListener() {};

    /** An operation has ended, including Keycloak's transaction. */
    default void operationEnded(Operation operation, Outcome outcome, Duration time) {}

    /** A call to a tenant's tables, or the lookup of the tenant, has ended. */
    default void storeCalled(StoreOperation operation, Outcome outcome, Duration time) {}

    /** A migration of one tenant's schema has ended, for any reason; called by {@link TenantLifecycle#migrate}. */
    default void migrationEnded(Outcome outcome) {}
}

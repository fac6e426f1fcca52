package dev.tenantry.tenant;

import java.time.Duration;

/**
 * Hears what is done to tenants and at the door to their tables, for those who count it. Never told whose tenant it
 * is: a label for each would make a thousand series of one. Called by any thread, in the middle of the work: must be
 * quick, and must not throw.
 */
public interface TenantListener {

    /** Hears nothing. */
    TenantListener NONE = new TenantListener() {};

    /** An operation is over, Keycloak's transaction included. */
    default void operationEnded(Operation operation, Outcome outcome, Duration time) {}

    /** A call to a tenant's tables, or the look for them, is over. */
    default void storeCalled(StoreOperation operation, Outcome outcome, Duration time) {}

    /** One tenant's schema was to be brought up to date, by whomever; {@link TenantLifecycle#migrate} tells. */
    default void migrationEnded(Outcome outcome) {}
}

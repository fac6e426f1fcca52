package dev.tenantry.tenant;

/**
 * A change of ours that must end as Keycloak's transaction ends: {@link #prepare} just before it commits, then
 * {@link #afterCommit} after it has committed, or {@link #afterRollback} where it did not, whether or not prepare was
 * reached.
 */
public interface Participant {

    /** Makes the change durable. What it throws rolls Keycloak's transaction back. */
    void prepare();

    /** Keycloak's transaction has committed: finishes, or leaves the rest to the {@link Reconciler}. */
    void afterCommit();

    /** Keycloak's transaction was rolled back: leaves nothing behind, or leaves that to the {@link Reconciler}. */
    void afterRollback();
}

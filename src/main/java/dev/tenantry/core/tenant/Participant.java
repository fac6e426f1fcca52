package dev.tenantry.core.tenant;


/**
 * A change that is committed or rolled back together with Keycloak's transaction. {@link #prepare} runs just before
 * Keycloak's commit. After a rollback {@link #afterRollback} runs, even if {@link #prepare} did not run.
 */
public interface Participant {

    /** Makes the change durable. An exception rolls Keycloak's transaction back. */
    void prepare();

    /**
     * Finishes the change after the commit of Keycloak's transaction, or leaves the rest of the work to the reconciler.
     */
    void afterCommit();

    /** Undoes the change after a rollback of Keycloak's transaction, or leaves the undoing to the reconciler. */
    void afterRollback();
}

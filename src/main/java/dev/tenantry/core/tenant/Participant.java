package dev.tenantry.core.tenant;


/**
 * A change that is committed or rolled back together with Keycloak's transaction. {@link #prepare} runs just before the
 * commit of that transaction. Then {@link #afterCommit} runs after a commit, or {@link #afterRollback} after a
 * rollback, even if prepare did not run.
 */
public interface Participant {

    /** Makes the change durable. An exception rolls Keycloak's transaction back. */
    void prepare();

    /** Finishes after the commit of Keycloak's transaction, or leaves the rest to the reconciler. */
    void afterCommit();

    /** Undoes the change after a rollback of Keycloak's transaction, or leaves the undoing to the reconciler. */
    void afterRollback();
}

package dev.tenantry.core.tenant;


/**
 * A change that must end as Keycloak's transaction ends. {@link #prepare} runs just before the commit. Then
 * {@link #afterCommit} runs after a commit, or {@link #afterRollback} after a rollback, whether or not prepare ran.
 */
public interface Participant {

    /** Makes the change durable. An exception rolls Keycloak's transaction back. */
    void prepare();

    /** Finishes after the commit of Keycloak's transaction, or leaves the rest to the reconciler. */
    void afterCommit();

    /** Undoes the change after a rollback of Keycloak's transaction, or leaves that to the reconciler. */
    void afterRollback();
}

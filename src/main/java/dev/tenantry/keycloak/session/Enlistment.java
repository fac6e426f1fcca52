package dev.tenantry.keycloak.session;

import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.core.tenant.TenantName;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;

/**
 * Lets a {@link Participant} commit or roll back together with a session's transaction. The tenant's name is added to
 * the lines that the participant logs.
 *
 * <p>Keycloak keeps three lists of transactions, and commits first the "prepare" list, then its own list, then the
 * "after completion" list. If a commit fails, Keycloak rolls back the later lists, but never the "prepare" list
 * (DefaultKeycloakTransactionManager.commit, 26.7). So this class calls a participant's prepare from the "prepare"
 * list, and afterCommit or afterRollback from the "after completion" list. One risk remains: if Keycloak's own commit
 * fails after a participant has prepared, changes to a tenant's users are committed although the request fails. A
 * provisioning does not have this risk, because its afterRollback undoes the work of its prepare.
 *
 * <p>If the connection is cut after PostgreSQL has committed Keycloak's transaction and before the reply arrives,
 * Keycloak reports a rollback. So a provisioning looks for the realm before it removes the schema.
 */
public final class Enlistment {

    private Enlistment() {}

    public static void enlist(KeycloakSession session, TenantName tenant, Participant participant) {
        KeycloakTransactionManager transactions = session.getTransactionManager();
        transactions.enlistPrepare(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                TenantLog.run(tenant.value(), participant::prepare);
            }

            @Override
            protected void rollbackImpl() {
                // Never called: Keycloak never rolls back the "prepare" list.
            }
        });
        transactions.enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                TenantLog.run(tenant.value(), participant::afterCommit);
            }

            @Override
            protected void rollbackImpl() {
                TenantLog.run(tenant.value(), participant::afterRollback);
            }
        });
    }
}

package dev.tenantry.keycloak.session;

import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.core.tenant.TenantName;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;

/**
 * Ties a {@link Participant} to a session's transaction, and puts the tenant's name on lines that the participant logs.
 *
 * <p>Keycloak commits its "prepare" transactions first, then its own, then the "after completion" ones. A failure rolls
 * back the later lists and never the first (DefaultKeycloakTransactionManager.commit, 26.7). So a participant prepares
 * in the first list, and is told of commit or rollback in the last. One window stays open: if Keycloak's own commit
 * fails after prepare has committed, a write to a tenant's users has happened although its request is refused. A
 * tenant's provisioning and drop close the window, since their afterRollback undoes what prepare did.
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
                // Never called on this list.
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

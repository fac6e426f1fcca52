package dev.tenantry.keycloak.realm;

import org.keycloak.events.EventStoreProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Deletes the events of a tenant that is dropped. Otherwise these events would remain forever: Keycloak does not delete
 * events together with a realm, and deletes expired events of existing realms only
 * (JpaEventStoreProvider.clearExpiredEvents, 26.7).
 */
public final class RealmEvents {

    private RealmEvents() {}

    /**
     * Deletes the realm's events just before the session's transaction commits, because the request that removes the
     * realm may add an event after the removal.
     */
    public static void clearBeforeCommit(KeycloakSession session, RealmModel realm) {
        session.getTransactionManager().enlistPrepare(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                EventStoreProvider events = session.getProvider(EventStoreProvider.class);
                if (events != null) {
                    events.clear(realm);
                    events.clearAdmin(realm);
                }
            }

            @Override
            protected void rollbackImpl() {
                // Never called: Keycloak never rolls back the "prepare" transactions
                // (DefaultKeycloakTransactionManager, 26.7).
            }
        });
    }
}

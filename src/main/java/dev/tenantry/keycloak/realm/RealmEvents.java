package dev.tenantry.keycloak.realm;

import org.keycloak.events.EventStoreProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Clears the events of a tenant that is dropped. Keycloak keeps the events of a removed realm forever: it does not
 * clear them with the realm, and expires events of existing realms only (JpaEventStoreProvider.clearExpiredEvents,
 * 26.7).
 */
public final class RealmEvents {

    private RealmEvents() {}

    /**
     * Clears the events in the session's transaction, just before the commit: the request that removes the realm may
     * add an event after the removal.
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
                // Never called on this list (DefaultKeycloakTransactionManager, 26.7).
            }
        });
    }
}

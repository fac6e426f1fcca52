package dev.tenantry.keycloak.realm;

import java.time.Duration;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Limits the time for which a transaction in Keycloak's own database waits for a lock, such as the lock on a row. */
public final class LockTimeout {

    private LockTimeout() {}

    /**
     * Sets the timeout for the rest of the session's transaction. If a statement waits longer for a lock, the statement
     * fails, and Keycloak rolls the transaction back. Does nothing if Keycloak's own database is not PostgreSQL.
     */
    public static void set(KeycloakSession session, Duration timeout) {
        if (RealmLock.isAvailable()) {
            session.getProvider(JpaConnectionProvider.class).getEntityManager()
                    .createNativeQuery("select set_config('lock_timeout', ?1, true)")
                    .setParameter(1, String.valueOf(timeout.toMillis()))
                    .getSingleResult();
        }
    }
}

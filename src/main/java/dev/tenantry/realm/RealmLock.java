package dev.tenantry.realm;

import jakarta.persistence.EntityManager;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Held by the transaction of Keycloak's that creates or removes a tenant's realm, until the very moment it commits or
 * rolls back; so whoever gets the lock knows that the outcome is final, even when the server that held it was killed
 * while its database was still committing.
 *
 * <p>Only where Keycloak's own database is PostgreSQL.
 */
final class RealmLock {

    private static final String KEY = "hashtextextended(concat('tenantry-realm:', cast(?1 as text)), 0)";

    private RealmLock() {}

    static boolean isAvailable() {
        return "postgres".equals(Config.scope().root().get("db"));
    }

    /** Waits for the lock and holds it until the session's transaction ends. */
    static void take(KeycloakSession session, String realmId) {
        if (isAvailable()) {
            // Cast because the function's own type, void, is none that Hibernate knows.
            query(session, "select cast(pg_advisory_xact_lock(" + KEY + ") as text)", realmId);
        }
    }

    /** @return false where another transaction holds it */
    static boolean tryTake(KeycloakSession session, String realmId) {
        return (Boolean) query(session, "select pg_try_advisory_xact_lock(" + KEY + ")", realmId);
    }

    private static Object query(KeycloakSession session, String sql, String realmId) {
        EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return keycloak.createNativeQuery(sql).setParameter(1, realmId).getSingleResult();
    }
}

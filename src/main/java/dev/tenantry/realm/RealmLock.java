package dev.tenantry.realm;

import dev.tenantry.tenant.BusyException;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;

/**
 * Held by the transaction of Keycloak's that creates, changes or removes a tenant's realm, until the very moment it
 * commits or rolls back; so the next holder knows that the outcome is final, even when the server that held it was
 * killed while its database was still committing.
 *
 * <p>It is two locks: the realm's row, if there is one, and an advisory lock, since the row of a realm that is being
 * created or removed can't be waited for. Always in this order, as Keycloak takes the row first when it removes a realm
 * (JpaRealmProvider.removeRealm, 26.7), and our listener the other lock after it. In the other order a removal and
 * another operation would wait for each other.
 *
 * <p>Only where Keycloak's own database is PostgreSQL.
 */
final class RealmLock {

    private static final String KEY = "hashtextextended(concat('tenantry-realm:', cast(?1 as text)), 0)";

    /** Longer than operations take, and shorter than a client or a proxy waits for an answer. */
    private static final Duration OPERATION_TIMEOUT = Duration.ofSeconds(15);

    /** For any lock of a maintenance task's transaction: the task comes again. */
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(5);

    private static final String LOCK_NOT_AVAILABLE = "55P03"; // PostgreSQL manual, appendix A

    private RealmLock() {}

    static boolean isAvailable() {
        return "postgres".equals(Config.scope().root().get("db"));
    }

    /**
     * Waits for the lock and holds it until the session's transaction ends.
     *
     * @throws BusyException if it is not free within 15 s, as when the server that has it stands still
     */
    static void take(KeycloakSession session, String realmId) {
        if (!isAvailable()) {
            return;
        }
        EntityManager keycloak = entities(session);
        setLockTimeout(keycloak, OPERATION_TIMEOUT);
        try {
            hasRow(keycloak, realmId, "for update");
            // Cast because the function's own type, void, is none that Hibernate knows.
            query(keycloak, "select cast(pg_advisory_xact_lock(" + KEY + ") as text)", realmId);
        } catch (RuntimeException failure) {
            throw isLockTimeout(failure) ? busy(realmId) : failure;
        }
        keycloak.createNativeQuery("set local lock_timeout to default").executeUpdate();
    }

    /**
     * For maintenance tasks: does not wait for the lock, and has all that follows in the session's transaction wait for
     * no lock longer than 5 s.
     *
     * @return false where another transaction holds it; true also where there is no such lock
     */
    static boolean tryTake(KeycloakSession session, String realmId) {
        if (!isAvailable()) {
            return true;
        }
        EntityManager keycloak = entities(session);
        setLockTimeout(keycloak, TASK_TIMEOUT);
        boolean isLocked = hasRow(keycloak, realmId, "for update skip locked") || !hasRow(keycloak, realmId, "");
        return isLocked && (Boolean) query(keycloak, "select pg_try_advisory_xact_lock(" + KEY + ")", realmId);
    }

    /**
     * The same where a task must not be skipped silently.
     *
     * @throws BusyException where another transaction holds it
     */
    static void takeAtOnce(KeycloakSession session, String realmId) {
        if (!tryTake(session, realmId)) {
            throw busy(realmId);
        }
    }

    private static BusyException busy(String realmId) {
        return new BusyException(
                "Another operation on realm " + realmId + " is under way: try again in a moment", OPERATION_TIMEOUT);
    }

    private static EntityManager entities(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** For the rest of the transaction. */
    private static void setLockTimeout(EntityManager keycloak, Duration timeout) {
        query(keycloak, "select set_config('lock_timeout', ?1, true)", String.valueOf(timeout.toMillis()));
    }

    /** By SQL of our own: Hibernate's find with a lock fails with an assertion if the row is locked or gone (7.2). */
    private static boolean hasRow(EntityManager keycloak, String realmId, String locking) {
        String realms = JpaUtils.getTableNameForNativeQuery("REALM", keycloak);
        return !keycloak.createNativeQuery("select id from " + realms + " where id = ?1 " + locking)
                .setParameter(1, realmId)
                .getResultList()
                .isEmpty();
    }

    private static Object query(EntityManager keycloak, String sql, String argument) {
        return keycloak.createNativeQuery(sql).setParameter(1, argument).getSingleResult();
    }

    private static boolean isLockTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && LOCK_NOT_AVAILABLE.equals(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}

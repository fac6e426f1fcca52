package dev.tenantry.keycloak.realm;

import dev.tenantry.core.tenant.BusyException;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;

/**
 * A lock on a tenant's realm. The Keycloak transaction that creates, changes or removes the realm holds the lock until
 * commit or rollback. So a transaction that takes the lock sees the final outcome of each transaction that held the
 * lock earlier, even if a server was killed during the commit of the earlier transaction.
 *
 * <p>The lock consists of two PostgreSQL locks: a lock on the realm's row, if the row exists, and an advisory lock. The
 * advisory lock is needed because no lock can be taken on the row of a realm that is not created yet, or is already
 * removed. The row is always locked first, because a removal has that order: Keycloak locks the row
 * (JpaRealmProvider.removeRealm, 26.7), then Tenantry's listener takes the advisory lock. In the opposite order an
 * operation could deadlock with a removal.
 *
 * <p>The lock is only available if Keycloak's own database is PostgreSQL.
 */
public final class RealmLock {

    private static final String KEY = "hashtextextended(concat('tenantry-realm:', cast(?1 as text)), 0)";

    /**
     * How long an operation waits for the lock. The timeout is longer than the time for which another operation holds
     * the lock. The timeout is shorter than the time for which clients and proxies wait for an answer.
     */
    private static final Duration OPERATION_TIMEOUT = Duration.ofSeconds(15);

    /**
     * How long a maintenance task waits for each lock, for example for the lock on a row. After a timeout the task runs
     * again later.
     */
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(5);

    private static final String LOCK_NOT_AVAILABLE = "55P03"; // SQLSTATE, PostgreSQL manual, appendix A

    private RealmLock() {}

    static boolean isAvailable() {
        return "postgres".equals(Config.scope().root().get("db"));
    }

    /**
     * Waits for the lock and holds it until the session's transaction ends.
     *
     * @throws BusyException if another transaction still holds the lock after 15 s, for example because that
     *     transaction's server hangs
     */
    public static void take(KeycloakSession session, String realmId) {
        if (!isAvailable()) {
            return;
        }
        EntityManager keycloak = entities(session);
        LockTimeout.set(session, OPERATION_TIMEOUT);
        try {
            hasRow(keycloak, realmId, "for update");
            // The function returns the type void, which Hibernate does not know. So the query casts the function's
            // result to text.
            query(keycloak, "select cast(pg_advisory_xact_lock(" + KEY + ") as text)", realmId);
        } catch (RuntimeException failure) {
            throw isLockTimeout(failure) ? busy(realmId) : failure;
        }
        keycloak.createNativeQuery("set local lock_timeout to default").executeUpdate();
    }

    /**
     * Tries to take the lock for a maintenance task, without waiting. Also sets the lock timeout of the session's
     * transaction to 5 s.
     *
     * @return false if another transaction holds the lock; always true if Keycloak's own database is not PostgreSQL
     */
    public static boolean tryTake(KeycloakSession session, String realmId) {
        if (!isAvailable()) {
            return true;
        }
        EntityManager keycloak = entities(session);
        LockTimeout.set(session, TASK_TIMEOUT);
        boolean isLocked = hasRow(keycloak, realmId, "for update skip locked") || !hasRow(keycloak, realmId, "");
        return isLocked && (Boolean) query(keycloak, "select pg_try_advisory_xact_lock(" + KEY + ")", realmId);
    }

    /**
     * Takes the lock, or fails at once if another transaction holds the lock.
     *
     * @throws BusyException if another transaction holds the lock
     */
    public static void takeAtOnce(KeycloakSession session, String realmId) {
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

    /**
     * True if a query with the given locking clause finds the realm's row. Uses SQL, because Hibernate's own way to
     * find and lock a row fails with an assertion error if the row is locked or deleted (7.2).
     */
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

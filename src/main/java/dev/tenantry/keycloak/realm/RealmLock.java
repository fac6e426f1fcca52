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
 * A lock on a tenant's realm. The Keycloak transaction that creates, changes or removes the realm holds it until commit
 * or rollback. The next holder therefore sees the final outcome, even if the former holder's server was killed during
 * the commit.
 *
 * <p>The lock consists of two locks: the realm's row, if it exists, and an advisory lock, since the row of a realm that
 * is being created or removed can't be waited for. The order is always row first. When Keycloak removes a realm, it
 * locks the row first (JpaRealmProvider.removeRealm, 26.7), and Tenantry's listener takes the advisory lock after it.
 * In the opposite order a removal and another operation would deadlock.
 *
 * <p>Only available if Keycloak's own database is PostgreSQL.
 */
public final class RealmLock {

    private static final String KEY = "hashtextextended(concat('tenantry-realm:', cast(?1 as text)), 0)";

    /** Longer than operations take, and shorter than clients and proxies wait for an answer. */
    private static final Duration OPERATION_TIMEOUT = Duration.ofSeconds(15);

    /** Limit for each lock in a maintenance task's transaction. The task runs again later. */
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(5);

    private static final String LOCK_NOT_AVAILABLE = "55P03"; // PostgreSQL manual, appendix A

    private RealmLock() {}

    static boolean isAvailable() {
        return "postgres".equals(Config.scope().root().get("db"));
    }

    /**
     * Waits for the lock and holds it until the session's transaction ends.
     *
     * @throws BusyException if the lock is not free within 15 s, as when the holder's server stands still
     */
    public static void take(KeycloakSession session, String realmId) {
        if (!isAvailable()) {
            return;
        }
        EntityManager keycloak = entities(session);
        setLockTimeout(keycloak, OPERATION_TIMEOUT);
        try {
            hasRow(keycloak, realmId, "for update");
            // Cast, because Hibernate does not know the function's type void.
            query(keycloak, "select cast(pg_advisory_xact_lock(" + KEY + ") as text)", realmId);
        } catch (RuntimeException failure) {
            throw isLockTimeout(failure) ? busy(realmId) : failure;
        }
        keycloak.createNativeQuery("set local lock_timeout to default").executeUpdate();
    }

    /**
     * Tries to take the lock without waiting. For maintenance tasks. Limits each later wait for a lock in the session's
     * transaction to 5 s.
     *
     * @return false if another transaction holds the lock; true also if the lock is not available
     */
    public static boolean tryTake(KeycloakSession session, String realmId) {
        if (!isAvailable()) {
            return true;
        }
        EntityManager keycloak = entities(session);
        setLockTimeout(keycloak, TASK_TIMEOUT);
        boolean isLocked = hasRow(keycloak, realmId, "for update skip locked") || !hasRow(keycloak, realmId, "");
        return isLocked && (Boolean) query(keycloak, "select pg_try_advisory_xact_lock(" + KEY + ")", realmId);
    }

    /**
     * Takes the lock without waiting, for a task that must not be skipped silently.
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

    /** Applies to the rest of the transaction. */
    private static void setLockTimeout(EntityManager keycloak, Duration timeout) {
        query(keycloak, "select set_config('lock_timeout', ?1, true)", String.valueOf(timeout.toMillis()));
    }

    /** Uses SQL: Hibernate's find with a lock fails with an assertion if the row is locked or gone (7.2). */
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

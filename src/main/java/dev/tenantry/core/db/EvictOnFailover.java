package dev.tenantry.core.db;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Evicts all connections of all stripes if a connection is cut, or if the PostgreSQL server of a connection is no
 * longer the primary. Without the eviction, each of the connections would fail one request. If the server reports that
 * another server is unavailable, such as a Citus worker, no connection is evicted.
 *
 * <p>If PostgreSQL refuses a right, only the connection that got the refusal is evicted. Each session caches the roles
 * that its user may take, and can miss a role that was granted while the session filled this cache (roles_is_member_of
 * in PostgreSQL's acl.c). A new session has the role. Thread-safe.
 */
final class EvictOnFailover implements SQLExceptionOverride {

    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

    void watch(HikariDataSource watched) {
        pools.add(watched);
    }

    /**
     * Decides whether the pool evicts a connection. The pool calls this method for each failure on one of its
     * connections.
     */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (SqlState.isOfAnotherServer(failure)) {
            return Override.DO_NOT_EVICT;
        }
        if (SqlState.isMissingRight(failure)) {
            return Override.MUST_EVICT;
        }
        if (!SqlState.isLostServer(failure)) {
            return Override.CONTINUE_EVICT;
        }
        pools.forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
        return Override.MUST_EVICT;
    }
}

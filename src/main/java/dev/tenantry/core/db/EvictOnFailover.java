package dev.tenantry.core.db;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Evicts all connections, of all stripes, if a connection is cut or its server has stopped being the primary. One
 * request fails, instead of one for each connection. Connections are kept if their server reports the loss of another
 * server, such as a worker of Citus. Thread-safe.
 */
final class EvictOnFailover implements SQLExceptionOverride {

    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

    void watch(HikariDataSource watched) {
        pools.add(watched);
    }

    /** Called by the pool for each failure on one of its connections. */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (SqlState.isOfAnotherServer(failure)) {
            return Override.DO_NOT_EVICT;
        }
        if (!SqlState.isLostServer(failure)) {
            return Override.CONTINUE_EVICT;
        }
        pools.forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
        return Override.MUST_EVICT;
    }
}

package dev.tenantry.db;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where one connection is cut, or its server takes no writes any more because it is no longer the primary, the others
 * are of no use either, also those that nobody has tried yet: all are made anew, to whoever is the primary then. So one
 * request meets it, and not as many as there are connections, in all stripes. If the server itself goes on and reports
 * that another server behind it is lost, all connections stay. Thread-safe.
 */
final class LostServer implements SQLExceptionOverride {

    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

    void watch(HikariDataSource watched) {
        pools.add(watched);
    }

    /** Asked by the pool about each failure on one of its connections. */
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

package dev.tenantry.support.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Holds the locks of a tenant's realm, like a server that stands still in the middle of an operation. For one thread.
 */
public final class HeldRealm implements AutoCloseable {

    private final Connection holder;

    private HeldRealm(Connection holder) {
        this.holder = holder;
    }

    public static HeldRealm of(TestDatabase database, String realmId) {
        try {
            Connection holder = database.connect();
            holder.setAutoCommit(false);
            lock(holder, "select 1 from realm where id = ? for update", realmId);
            lock(holder, "select pg_advisory_xact_lock(hashtextextended('tenantry-realm:' || ?, 0))", realmId);
            return new HeldRealm(holder);
        } catch (SQLException failure) {
            throw new IllegalStateException("The realm's locks were not to be had", failure);
        }
    }

    private static void lock(Connection holder, String sql, String realmId) throws SQLException {
        try (PreparedStatement statement = holder.prepareStatement(sql)) {
            statement.setString(1, realmId);
            statement.execute();
        }
    }

    /** Releases the locks. */
    @Override
    public void close() {
        try {
            holder.rollback();
            holder.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("The realm's locks were not released", failure);
        }
    }
}

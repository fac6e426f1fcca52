package dev.tenantry.support.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Tables that a transaction has locked until {@link #close}. For one thread. */
public final class HeldTables implements AutoCloseable {

    private final TestDatabase database;
    private final Connection holder;

    private HeldTables(TestDatabase database, Connection holder) {
        this.database = database;
        this.holder = holder;
    }

    /**
     * Locks tables as a reader does. An ALTER TABLE has to wait.
     *
     * @param tables with their schemas, such as {@code tenant_acme_09b08a80.users}
     */
    public static HeldTables of(TestDatabase database, List<String> tables) {
        return in("access share", database, tables);
    }

    /** Locks tables as a writer does. They can be read and written, but CREATE INDEX has to wait. */
    public static HeldTables againstIndexes(TestDatabase database, List<String> tables) {
        return in("row exclusive", database, tables);
    }

    /** Locks tables so that they can be read, but writes have to wait. */
    public static HeldTables againstWrites(TestDatabase database, List<String> tables) {
        return in("share", database, tables);
    }

    private static HeldTables in(String mode, TestDatabase database, List<String> tables) {
        try {
            Connection holder = database.connect();
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock table " + String.join(", ", tables) + " in " + mode + " mode");
            }
            return new HeldTables(database, holder);
        } catch (SQLException failure) {
            throw new IllegalStateException("The tables were not to be had", failure);
        }
    }

    /** True if exactly this number of sessions wait for a table. */
    public boolean areAwaitedBy(int sessions) {
        return sessions == database.<Long>value("""
                select count(distinct pid) from pg_locks
                where locktype = 'relation' and not granted
                  and database = (select oid from pg_database where datname = current_database())""");
    }

    /** Releases the tables, so that the sessions that wait can continue. */
    @Override
    public void close() {
        try {
            holder.rollback();
            holder.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("The tables were not released", failure);
        }
    }
}

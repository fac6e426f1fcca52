package dev.tenantry.support.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The lock that makes a step wait at a {@link Fault}. For one thread. */
public final class FaultLock implements AutoCloseable {

    private static final String WAITING = """
            select pid from pg_locks where locktype = 'advisory' and objid = ? and not granted""";

    private final TestDatabase database;
    private final int key;
    private final Connection holder;

    private FaultLock(TestDatabase database, int key, Connection holder) {
        this.database = database;
        this.key = key;
        this.holder = holder;
    }

    static FaultLock take(TestDatabase database, int key) {
        try {
            Connection holder = database.connect();
            try (Statement statement = holder.createStatement()) {
                statement.execute("select pg_advisory_lock(" + key + ")");
            }
            return new FaultLock(database, key, holder);
        } catch (SQLException failure) {
            throw new IllegalStateException("The lock was not to be had", failure);
        }
    }

    /** True if a step has reached the fault and waits. */
    public boolean isAwaited() {
        return !database.rows(WAITING, key).isEmpty();
    }

    /**
     * Ends the sessions that wait, as PostgreSQL does when it detects that their server is gone. Then releases the
     * lock.
     */
    public void endThoseWhoWait() {
        database.rows("select pg_terminate_backend(pid) from (" + WAITING + ") waiting", key);
        close();
    }

    /** Releases the lock, so that the steps that wait can continue. */
    @Override
    public void close() {
        try {
            holder.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("The lock was not released", failure);
        }
    }
}

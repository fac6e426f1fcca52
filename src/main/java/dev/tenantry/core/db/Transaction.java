package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A transaction on a connection of its own. The transaction borrows the connection for its first statement, and returns
 * the connection to the pool when the transaction ends. Not thread-safe.
 */
public final class Transaction {

    private final Supplier<Lease> leases;
    private final Handle handle;
    private Lease leaseOrNull;
    private boolean open = true;

    private Transaction(Supplier<Lease> leases, Scope scope) {
        this.leases = leases;
        this.handle = new Handle(this::connection, scope);
    }

    /** Returns a transaction that borrows its connection and applies the scope when its first statement is sent. */
    static Transaction later(Supplier<Lease> leases, Scope scope) {
        return new Transaction(leases, scope);
    }

    /** Returns a transaction that has already borrowed its connection and applied the scope. */
    static Transaction begin(Supplier<Lease> leases, Scope scope) {
        return new Transaction(leases, scope).begin();
    }

    /**
     * Returns a read-only transaction that sees the database as it was when this method was called, and no changes that
     * other transactions commit later.
     */
    static Transaction snapshot(Supplier<Lease> leases, Scope scope) {
        Transaction transaction = new Transaction(leases, Scope.NONE);
        // Sets the isolation level by SQL, because JDBC would change the level of the whole session.
        transaction.handle.defer("set transaction isolation level repeatable read, read only");
        transaction.handle.enter(scope);
        return transaction.begin();
    }

    private Transaction begin() {
        try {
            connection();
            handle.flush();
            return this;
        } catch (SQLException failure) {
            rollback();
            throw DatabaseException.of("beginning a transaction", failure);
        } catch (DatabaseException | WrongScopeException failure) {
            rollback();
            throw failure;
        }
    }

    private Connection connection() throws SQLException {
        if (leaseOrNull == null) {
            leaseOrNull = leases.get();
            leaseOrNull.connection().setAutoCommit(false);
        }
        return leaseOrNull.connection();
    }

    /** Runs statements inside this transaction. */
    public Handle handle() {
        if (!open) {
            throw new IllegalStateException("This transaction has ended");
        }
        return handle;
    }

    public boolean isOpen() {
        return open;
    }

    /**
     * Sends the queued statements, checks the scope's fence, and commits, all in one round trip. If all statements of
     * the transaction were queued, no other round trip is needed.
     *
     * <p>pgjdbc drops its prepared statements each time PostgreSQL reports a search_path. PostgreSQL 18 reports only a
     * search_path that is still set at the end of a round trip, so in a single round trip pgjdbc keeps its prepared
     * statements.
     *
     * @throws FencedOffException if the condition of the scope's fence is false; nothing was committed
     * @throws DatabaseException if a queued statement or the commit failed; the transaction has ended in this case too
     */
    public void commit() {
        if (leaseOrNull == null) {
            commitWhole();
            return;
        }
        Handle ours = handle(); // throws if the transaction has ended
        try {
            requireNotFailed();
            ours.commit(leaseOrNull.connection());
        } catch (RuntimeException | Error failure) {
            rollback();
            throw failure;
        }
        open = false;
        release();
    }

    /**
     * Throws if a statement of the transaction has failed. In this case PostgreSQL rolls back on COMMIT, and the driver
     * reports no error.
     */
    private void requireNotFailed() {
        try {
            if (leaseOrNull.connection().unwrap(BaseConnection.class).getTransactionState()
                    == TransactionState.FAILED) {
                throw new SQLException("A statement of this transaction has failed", SqlState.FAILED_TRANSACTION);
            }
        } catch (SQLException failure) {
            throw DatabaseException.of("committing", failure);
        }
    }

    private void commitWhole() {
        boolean hasWork = handle().hasWorkToSend();
        open = false;
        if (hasWork) {
            leaseOrNull = leases.get();
            try {
                handle.flushAndCommit(leaseOrNull.connection());
            } finally {
                release();
            }
        }
    }

    /** Rolls back; does nothing if the transaction has ended. Never throws, because callers use it after failures. */
    public void rollback() {
        if (!open) {
            return;
        }
        open = false;
        if (leaseOrNull == null) {
            return;
        }
        try {
            leaseOrNull.connection().rollback();
        } catch (SQLException alreadyBroken) {
            // The server rolls back the open transaction of a lost connection.
        } finally {
            release();
        }
    }

    private void release() {
        try {
            leaseOrNull.close();
        } catch (SQLException alreadyBroken) {
            // The pool discards a broken connection by itself.
        }
    }
}

package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A transaction on a connection of its own. The transaction borrows the connection for its first statement, and returns
 * it to the pool when the transaction ends. One thread at a time.
 */
public final class Transaction {

    private final Supplier<Lease> leases;
    private final Handle handle;
    private Lease leaseOrNull;
    private boolean open = true;

    private Transaction(Supplier<Lease> leases, Scope scope) {
        this.leases = leases;
        this.handle = Handle.inTransaction(this::connection, scope);
    }

    /** A transaction that borrows its connection and enters the scope with its first statement. */
    static Transaction later(Supplier<Lease> leases, Scope scope) {
        return new Transaction(leases, scope);
    }

    /** A transaction that has its connection and its scope. */
    static Transaction begin(Supplier<Lease> leases, Scope scope) {
        return new Transaction(leases, scope).begin();
    }

    /** A transaction that writes nothing and sees the database as it is now, whatever other transactions commit. */
    static Transaction snapshot(Supplier<Lease> leases, Scope scope) {
        Transaction transaction = new Transaction(leases, Scope.NONE);
        // Not through JDBC, which would change the session's isolation level.
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
     * Sends the queued statements, checks the scope's fence, and commits, all in one round trip. A transaction whose
     * statements were all queued takes one round trip in all. This also keeps pgjdbc's prepared statements: PostgreSQL
     * 18 reports a search_path that outlives a round trip, and pgjdbc then drops them.
     *
     * @throws FencedOffException if the transaction may not commit
     * @throws DatabaseException if a queued statement or the commit failed; the transaction has ended then too
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

    /** PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, and the driver reports no error. */
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
            // The pool discards such a connection by itself.
        }
    }
}

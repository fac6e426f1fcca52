package dev.tenantry.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * One transaction on a connection of its own, which it borrows for its first statement, and which goes back to the pool
 * when it ends. One thread at a time.
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

    /** In that scope from its first statement on. */
    static Transaction later(Supplier<Lease> leases, Scope scope) {
        return new Transaction(leases, scope);
    }

    /** One that has its connection and its scope. */
    static Transaction begin(Supplier<Lease> leases, Scope scope) {
        return new Transaction(leases, scope).begin();
    }

    /** One that writes nothing and sees the database as it is now, whatever others commit. */
    static Transaction snapshot(Supplier<Lease> leases, Scope scope) {
        Transaction transaction = new Transaction(leases, Scope.NONE);
        // Not by JDBC, which would set it for the session.
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
     * Sends the statements that wait, checks the scope's fence, and commits, all in one round trip. A transaction whose
     * statements have all waited takes one round trip in all. This also keeps pgjdbc's prepared statements: PostgreSQL 18
     * reports a search_path that outlives a round trip, and pgjdbc then drops them.
     *
     * @throws FencedOffException if the transaction may not commit
     * @throws DatabaseException where that or the commit failed; the transaction is over all the same
     */
    public void commit() {
        if (leaseOrNull == null) {
            commitWhole();
            return;
        }
        Handle ours = handle(); // which refuses a transaction that has ended
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

    /** Undoes everything; does nothing on a transaction that has ended. Never throws: it is called after failures. */
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
            // The server rolls back what a lost connection leaves open.
        } finally {
            release();
        }
    }

    private void release() {
        try {
            leaseOrNull.close();
        } catch (SQLException alreadyBroken) {
            // The pool throws such a connection away by itself.
        }
    }
}

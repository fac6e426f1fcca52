package dev.tenantry.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** One transaction on a connection of its own, which goes back to the pool when it ends. One thread at a time. */
public final class Transaction {

    private final Lease lease;
    private final Connection connection;
    private final Handle handle;
    private boolean open = true;

    private Transaction(Lease lease) {
        this.lease = lease;
        this.connection = lease.connection();
        this.handle = Handle.inTransaction(connection);
    }

    static Transaction begin(Lease lease, Scope scope) {
        return begin(lease, scope, false);
    }

    /** One that writes nothing and sees the database as it is now, whatever others commit. */
    static Transaction snapshot(Lease lease, Scope scope) {
        return begin(lease, scope, true);
    }

    private static Transaction begin(Lease lease, Scope scope, boolean snapshot) {
        Transaction transaction = new Transaction(lease);
        try {
            lease.connection().setAutoCommit(false);
            if (snapshot) {
                // Not by JDBC, which would set it for the session.
                transaction.handle.update("set transaction isolation level repeatable read, read only");
            }
            transaction.handle.enter(scope);
            return transaction;
        } catch (SQLException failure) {
            transaction.rollback();
            throw DatabaseException.of("beginning a transaction", failure);
        } catch (DatabaseException | WrongScopeException failure) {
            transaction.rollback();
            throw failure;
        }
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

    /** @throws DatabaseException where the commit failed; the transaction is over all the same */
    public void commit() {
        handle();
        try {
            open = false;
            if (connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED) {
                // pgjdbc would send COMMIT, be answered ROLLBACK and return as if all were well.
                throw new SQLException("A statement of this transaction has failed", SqlState.FAILED_TRANSACTION);
            }
            connection.commit();
        } catch (SQLException failure) {
            throw DatabaseException.of("committing", failure);
        } finally {
            release();
        }
    }

    /** Undoes everything; does nothing on a transaction that has ended. Never throws: it is called after failures. */
    public void rollback() {
        if (!open) {
            return;
        }
        open = false;
        try {
            connection.rollback();
        } catch (SQLException alreadyBroken) {
            // The server rolls back what a lost connection leaves open.
        } finally {
            release();
        }
    }

    private void release() {
        try {
            lease.close();
        } catch (SQLException alreadyBroken) {
            // The pool throws such a connection away by itself.
        }
    }
}

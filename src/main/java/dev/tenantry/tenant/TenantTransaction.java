package dev.tenantry.tenant;

import dev.tenantry.db.Transaction;

/** A transaction in one tenant's schema. One thread at a time. */
public final class TenantTransaction {

    private final Transaction transaction;

    TenantTransaction(Transaction transaction) {
        this.transaction = transaction;
    }

    /** @throws IllegalStateException where the transaction has ended */
    public TenantHandle handle() {
        return new TenantHandle(transaction.handle());
    }

    public boolean isOpen() {
        return transaction.isOpen();
    }

    public void commit() {
        transaction.commit();
    }

    /** Never throws, and does nothing on a transaction that has ended. */
    public void rollback() {
        transaction.rollback();
    }
}

package dev.tenantry.tenant;

import dev.tenantry.db.Transaction;
import java.util.function.Function;

/** A transaction in one tenant's schema. One thread at a time. */
public final class TenantTransaction {

    private final Transaction transaction;
    private final StoreCalls calls;

    TenantTransaction(Transaction transaction, StoreCalls calls) {
        this.transaction = transaction;
        this.calls = calls;
    }

    /** @throws IllegalStateException where the transaction has ended */
    public TenantHandle handle() {
        return new TenantHandle(transaction.handle());
    }

    /**
     * Runs reads inside this transaction.
     *
     * @throws IllegalStateException where the transaction has ended
     */
    public <T> T read(Function<TenantHandle, T> work) {
        return calls.time(StoreOperation.READ, () -> work.apply(handle()));
    }

    /**
     * Runs reads and writes inside this transaction.
     *
     * @throws IllegalStateException where the transaction has ended
     */
    public <T> T write(Function<TenantHandle, T> work) {
        return calls.time(StoreOperation.WRITE, () -> work.apply(handle()));
    }

    public boolean isOpen() {
        return transaction.isOpen();
    }

    public void commit() {
        calls.time(StoreOperation.COMMIT, () -> {
            transaction.commit();
            return null;
        });
    }

    /** Never throws, and does nothing on a transaction that has ended. */
    public void rollback() {
        transaction.rollback();
    }
}

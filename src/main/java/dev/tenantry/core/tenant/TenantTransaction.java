package dev.tenantry.core.tenant;

import dev.tenantry.core.db.FencedOffException;
import dev.tenantry.core.db.Transaction;
import java.util.function.Function;
import java.util.function.Supplier;

/** A transaction in one tenant's schema. Not thread-safe. */
public final class TenantTransaction {

    private final Transaction transaction;
    private final StoreCalls calls;
    private final Supplier<TenantException> refusal;

    /**
     * @param refusal supplies the exception to throw if the scope's fence prevents the commit, see {@link SchemaFences}
     */
    public TenantTransaction(Transaction transaction, StoreCalls calls, Supplier<TenantException> refusal) {
        this.transaction = transaction;
        this.calls = calls;
        this.refusal = refusal;
    }

    /** @throws IllegalStateException if the transaction has ended */
    public TenantHandle handle() {
        return new TenantHandle(transaction.handle());
    }

    /**
     * Runs reads inside this transaction.
     *
     * @throws IllegalStateException if the transaction has ended
     */
    public <T> T read(Function<TenantReadHandle, T> work) {
        return calls.time(StoreOperation.READ, () -> work.apply(handle()));
    }

    /**
     * Runs reads and writes inside this transaction.
     *
     * @throws IllegalStateException if the transaction has ended
     */
    public <T> T write(Function<TenantHandle, T> work) {
        return calls.time(StoreOperation.WRITE, () -> work.apply(handle()));
    }

    public boolean isOpen() {
        return transaction.isOpen();
    }

    /**
     * @throws TenantException (wrong state) if the tenant was taken out of service; in this case nothing was written
     */
    public void commit() {
        calls.time(StoreOperation.COMMIT, () -> {
            try {
                transaction.commit();
                return null;
            } catch (FencedOffException closed) {
                throw (TenantException) refusal.get().initCause(closed);
            }
        });
    }

    /** Rolls back. Never throws, and does nothing if the transaction has ended. */
    public void rollback() {
        transaction.rollback();
    }
}

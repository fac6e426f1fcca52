package dev.tenantry.core.tenant;

import dev.tenantry.core.db.CopyText;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.db.Sql;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs SQL in a transaction in one tenant's schema. {@link TenantTransactions} passes the handle as an argument to a
 * store that writes. The store can't reach another tenant with this handle. Not thread-safe.
 */
public final class TenantHandle extends TenantReadHandle {

    private final Handle handle;

    public TenantHandle(Handle handle) {
        super(handle);
        this.handle = handle;
    }

    /** Passes rows to the consumer one by one, with at most {@code fetchSize} rows in memory. */
    public <T> void forEach(
            String sql, int fetchSize, RowMapper<T> mapper, Consumer<T> consumer, Object... parameters) {
        handle.forEach(sql, fetchSize, mapper, consumer, parameters);
    }

    /** @return the number of rows written */
    public int update(String sql, Object... parameters) {
        return handle.update(sql, parameters);
    }

    /** @see Handle#defer(String, Object...) */
    public void defer(String sql, Object... parameters) {
        handle.defer(sql, parameters);
    }

    /** @see Handle#defer(Supplier) */
    public void defer(Supplier<Sql> sql) {
        handle.defer(sql);
    }

    /** Sends the queued statements, and throws if a statement fails. */
    public void flush() {
        handle.flush();
    }

    public void batch(String sql, List<Object[]> rows) {
        handle.batch(sql, rows);
    }

    /** Writes many rows by one COPY. */
    public void copyIn(CopyText rows) {
        handle.copyIn(rows);
    }

    /** @see Handle#setLockTimeout */
    public void setLockTimeout(Duration timeout) {
        handle.setLockTimeout(timeout);
    }

    /** Runs work in a savepoint: if the work throws, its writes are undone and the transaction can continue. */
    public void inSavepoint(Runnable work) {
        handle.inSavepoint(work);
    }
}

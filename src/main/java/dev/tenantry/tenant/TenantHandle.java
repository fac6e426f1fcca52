package dev.tenantry.tenant;

import dev.tenantry.db.CopyText;
import dev.tenantry.db.Handle;
import dev.tenantry.db.RowMapper;
import dev.tenantry.db.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs SQL against one tenant's schema. Whoever has a handle got it from {@link TenantTransactions}: stores take one
 * as an argument and can't reach any other tenant. One thread at a time.
 */
public final class TenantHandle {

    private final Handle handle;

    TenantHandle(Handle handle) {
        this.handle = handle;
    }

    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        return handle.query(sql, mapper, parameters);
    }

    /** The same for a query whose right plan depends on what is bound: it is planned anew for just these values. */
    public <T> List<T> queryUnprepared(String sql, RowMapper<T> mapper, Object... parameters) {
        return handle.queryUnprepared(sql, mapper, parameters);
    }

    public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return handle.first(sql, mapper, parameters);
    }

    /** Rows one by one, with no more than so many of them in memory; in a transaction or snapshot only. */
    public <T> void forEach(
            String sql, int fetchSize, RowMapper<T> mapper, Consumer<T> consumer, Object... parameters) {
        handle.forEach(sql, fetchSize, mapper, consumer, parameters);
    }

    /** The newest migration that the schema has, as it says itself. */
    public int schemaVersion() {
        return SchemaMigrations.versionOf(handle);
    }

    public int count(String sql, Object... parameters) {
        return handle.count(sql, parameters);
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

    /** Sends the queued statements, and throws their failure. */
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

    /** Runs work that leaves nothing behind where it throws: the transaction goes on as it was before. */
    public void inSavepoint(Runnable work) {
        handle.inSavepoint(work);
    }
}

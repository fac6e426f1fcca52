package dev.tenantry.core.tenant;

import dev.tenantry.core.db.ReadHandle;
import dev.tenantry.core.db.RowMapper;
import java.util.List;
import java.util.Optional;

/**
 * Runs queries in one tenant's schema. {@link TenantTransactions} passes the handle to a store, which can't reach
 * another tenant with the handle. Not thread-safe.
 */
public sealed class TenantReadHandle permits TenantHandle {

    private final ReadHandle handle;

    public TenantReadHandle(ReadHandle handle) {
        this.handle = handle;
    }

    public final <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        return handle.query(sql, mapper, parameters);
    }

    /** Runs a query without a prepared statement, so that PostgreSQL plans it for the given parameters. */
    public final <T> List<T> queryUnprepared(String sql, RowMapper<T> mapper, Object... parameters) {
        return handle.queryUnprepared(sql, mapper, parameters);
    }

    public final <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return handle.first(sql, mapper, parameters);
    }

    public final int count(String sql, Object... parameters) {
        return handle.count(sql, parameters);
    }
}

package dev.tenantry.tenant;

import dev.tenantry.db.Handle;
import dev.tenantry.db.RowMapper;
import java.util.List;
import java.util.Optional;

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

    public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return handle.first(sql, mapper, parameters);
    }

    public int count(String sql, Object... parameters) {
        return handle.count(sql, parameters);
    }

    /** @return the number of rows written */
    public int update(String sql, Object... parameters) {
        return handle.update(sql, parameters);
    }

    public void batch(String sql, List<Object[]> rows) {
        handle.batch(sql, rows);
    }
}

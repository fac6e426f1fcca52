package dev.tenantry.core.db;

import java.util.List;
import java.util.Optional;

/**
 * Runs queries on one connection. To write in a transaction, use a {@link Handle}. Parameters are always bound; a
 * {@code String[]} is bound as {@code text[]}. Not thread-safe.
 */
public interface ReadHandle {

    <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters);

    /**
     * Runs a query without a prepared statement. Use this method for a query whose best plan depends on its parameters:
     * after a few runs, PostgreSQL may use one plan of a prepared statement for all parameters.
     */
    <T> List<T> queryUnprepared(String sql, RowMapper<T> mapper, Object... parameters);

    /** The first row, if any. */
    default <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(sql, mapper, parameters).stream().findFirst();
    }

    /** The number that a {@code select count(*)} returns. */
    default int count(String sql, Object... parameters) {
        return first(sql, row -> row.getInt(1), parameters).orElseThrow();
    }
}

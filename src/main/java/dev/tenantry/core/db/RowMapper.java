package dev.tenantry.core.db;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value from the current row of a result. */
@FunctionalInterface
public interface RowMapper<T> {

    T map(ResultSet row) throws SQLException;
}

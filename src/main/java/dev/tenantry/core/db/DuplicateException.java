package dev.tenantry.core.db;

import java.sql.SQLException;

/** A statement failed because of a unique constraint, or because a schema with the requested name exists. */
public final class DuplicateException extends DatabaseException {

    private static final long serialVersionUID = 1;

    private final String constraint;

    DuplicateException(String message, String constraint, SQLException cause) {
        super(message, cause);
        this.constraint = constraint;
    }

    /** The constraint's name, without Citus's shard number; "" if PostgreSQL names no constraint. */
    public String constraint() {
        return constraint;
    }
}

package dev.tenantry.core.db;

import java.sql.SQLException;

/** A unique constraint, or a schema of the same name, prevents a statement. */
public final class DuplicateException extends DatabaseException {

    private static final long serialVersionUID = 1;

    private final String constraint;

    DuplicateException(String message, String constraint, SQLException cause) {
        super(message, cause);
        this.constraint = constraint;
    }

    /** The constraint's name, without the number of a shard of Citus; "" if PostgreSQL names none. */
    public String constraint() {
        return constraint;
    }
}

package dev.tenantry.db;

import java.sql.SQLException;

/** A foreign key refused a row: the row that it refers to does not exist, or no longer. */
public final class MissingReferenceException extends DatabaseException {

    private static final long serialVersionUID = 1;

    private final String constraint;

    MissingReferenceException(String message, String constraint, SQLException cause) {
        super(message, cause);
        this.constraint = constraint;
    }

    /** The foreign key's name, or "" if PostgreSQL names none. */
    public String constraint() {
        return constraint;
    }
}

package dev.tenantry.core.db;

import java.sql.SQLException;
import java.util.Optional;

/** An update of one row found no row: see {@link Sql#updateOfOne}. */
public final class MissingRowException extends DatabaseException {

    /** The beginning of PostgreSQL's message if the row to update does not exist. */
    static final String BEGINNING = "Missing row: expected \"";

    private static final long serialVersionUID = 1;

    private MissingRowException(SQLException cause) {
        super("The row to update does not exist", cause);
    }

    /**
     * Returns a {@link MissingRowException} if the given failure means that the row to update does not exist. Returns
     * empty for any other failure.
     */
    static Optional<MissingRowException> in(SQLException failure) {
        return SqlState.isNoNumber(failure) && String.valueOf(failure.getMessage()).contains(BEGINNING)
                ? Optional.of(new MissingRowException(failure))
                : Optional.empty();
    }
}

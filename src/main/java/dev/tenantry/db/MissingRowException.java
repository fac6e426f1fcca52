package dev.tenantry.db;

import java.sql.SQLException;
import java.util.Optional;

/** An update of one row has found no row: see {@link Sql#updateOfOne}. */
public final class MissingRowException extends DatabaseException {

    /** Of what the condition makes PostgreSQL say. */
    static final String BEGINNING = "Missing row: expected \"";

    private static final long serialVersionUID = 1;

    private MissingRowException(SQLException cause) {
        super("The row that was to be updated is not there", cause);
    }

    /** If that is what a statement failed of. */
    static Optional<MissingRowException> in(SQLException failure) {
        return SqlState.isNoNumber(failure) && String.valueOf(failure.getMessage()).contains(BEGINNING)
                ? Optional.of(new MissingRowException(failure))
                : Optional.empty();
    }
}

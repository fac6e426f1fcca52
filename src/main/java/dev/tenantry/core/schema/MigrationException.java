package dev.tenantry.core.schema;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/**
 * A migration script failed in a schema. The schema is unchanged. The message names the script, its line and
 * PostgreSQL's code. Other messages of Flyway and PostgreSQL are left out, and the exception has no cause: if a script
 * fails because of a value of a user, PostgreSQL's message contains this value.
 */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The error code if another transaction keeps a table of this schema locked. This is not an outage. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** The error code if a script exceeded its own time limit, or if an operator canceled it. This is not an outage. */
    private static final String CANCELED = "57014";

    private final boolean locked;

    private MigrationException(String message) {
        this(message, false);
    }

    private MigrationException(String message, boolean locked) {
        super(message);
        this.locked = locked;
    }

    /** True if a table was locked, so that another try may succeed. */
    boolean isLocked() {
        return locked;
    }

    /** @return a {@link DatabaseUnavailableException} for an outage, since an outage is not a fault of the schema */
    static RuntimeException of(FlywayException failure) {
        SQLException refusal = refusal(failure);
        if (refusal == null) {
            // The message of a failed validation is safe: validation compares versions and checksums, and reads no
            // values of users.
            return new MigrationException(failure instanceof FlywayValidateException
                    ? failure.getMessage()
                    : place(failure) + " failed (" + failure.getErrorCode() + ")");
        }
        return of(place(failure), refusal);
    }

    /** The exception for a script that was run without Flyway. */
    static RuntimeException of(String script, DatabaseException failure) {
        return of(script, (SQLException) failure.getCause());
    }

    private static RuntimeException of(String place, SQLException refusal) {
        String state = refusal.getSQLState();
        if (LOCK_NOT_AVAILABLE.equals(state) || CANCELED.equals(state)) {
            return new MigrationException(place + " failed (" + state + ")", LOCK_NOT_AVAILABLE.equals(state));
        }
        DatabaseException translated = DatabaseException.of(place, refusal);
        return translated instanceof DatabaseUnavailableException
                ? translated
                : new MigrationException(translated.getMessage());
    }

    /**
     * Returns the exception for a failure that the script did not cause: a locked table, a time limit or an outage. The
     * message of this exception names no line of the script.
     */
    static Optional<RuntimeException> ofOthersFault(String script, DatabaseException failure) {
        SQLException refusal = refusal(failure);
        String state = refusal == null ? null : refusal.getSQLState();
        if (LOCK_NOT_AVAILABLE.equals(state) || CANCELED.equals(state)) {
            return Optional.of(
                    new MigrationException(script + " failed (" + state + ")", LOCK_NOT_AVAILABLE.equals(state)));
        }
        return failure instanceof DatabaseUnavailableException ? Optional.of(failure) : Optional.empty();
    }

    private static SQLException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                return refusal;
            }
        }
        return null;
    }

    private static String place(FlywayException failure) {
        if (!(failure instanceof FlywayMigrateException migration) || migration.getMigration() == null) {
            return "The migration";
        }
        return migration.getMigration().getScript() + ", line " + migration.getLineNumber() + ",";
    }
}

package dev.tenantry.core.schema;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/**
 * Thrown if a migration script fails in a schema. The schema is then unchanged. The message names the script, its line
 * if known, and PostgreSQL's error code. Other text from Flyway and PostgreSQL is left out, and the exception has no
 * cause. Reason: if a user's value made the script fail, PostgreSQL's message contains this value.
 */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * PostgreSQL's error code if a statement waited too long for a lock that another transaction holds. This is not an
     * outage.
     */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * PostgreSQL's error code if a statement exceeded a time limit that the script has set, or if an operator canceled
     * the statement. This is not an outage.
     */
    private static final String CANCELED = "57014";

    private final boolean locked;

    private MigrationException(String message) {
        this(message, false);
    }

    private MigrationException(String message, boolean locked) {
        super(message);
        this.locked = locked;
    }

    /** True if the script failed because a table was locked. Another try may succeed. */
    boolean isLocked() {
        return locked;
    }

    /**
     * Returns the exception for a failure that Flyway has reported. For an outage, returns a
     * {@link DatabaseUnavailableException}, since an outage is not a fault of the schema.
     */
    static RuntimeException of(FlywayException failure) {
        SQLException refusal = refusal(failure);
        if (refusal == null) {
            // The message of a failed validation contains no personal data: validation compares versions and checksums,
            // and reads no values of users.
            return new MigrationException(failure instanceof FlywayValidateException
                    ? failure.getMessage()
                    : place(failure) + " failed (" + failure.getErrorCode() + ")");
        }
        return of(place(failure), refusal);
    }

    /** Returns the exception for a script that failed when it was run without Flyway. */
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
     * Returns an exception if a locked table, a time limit or an outage has caused the failure. The exception's message
     * names no line of the script. Returns an empty Optional if the failure has any other cause, such as a mistake in
     * the script.
     */
    static Optional<RuntimeException> ofOthersFault(String script, DatabaseException failure) {
        SQLException refusal = refusal(failure);
        String state = refusal == null ? null : refusal.getSQLState();
        if (LOCK_NOT_AVAILABLE.equals(state) || CANCELED.equals(state)) {
            return Optional.of(
                    new MigrationException(script + " failed (" + state + ")", LOCK_NOT_AVAILABLE.equals(state)));
        }
        if (!(failure instanceof DatabaseUnavailableException)) {
            return Optional.empty();
        }
        return Optional.of(refusal == null ? failure : DatabaseException.of(script, refusal));
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

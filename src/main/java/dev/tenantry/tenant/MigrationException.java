package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseException;
import dev.tenantry.db.DatabaseUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/**
 * A script failed in a schema, which is as it was before. The message names the script, its line and PostgreSQL's code.
 * What Flyway and PostgreSQL say beyond that is left out, also as a cause: a script that converts what people have
 * entered fails on the value, and PostgreSQL repeats it.
 */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Somebody keeps a table of this one schema busy: no outage. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** A script has set a limit to its time, or somebody has cancelled it: no outage either. */
    private static final String CANCELED = "57014";

    private final boolean locked;

    private MigrationException(String message) {
        this(message, false);
    }

    private MigrationException(String message, boolean locked) {
        super(message);
        this.locked = locked;
    }

    /** Whether a table was not to be had, so that another try may do better. */
    boolean isLocked() {
        return locked;
    }

    /** @return an outage as a {@link DatabaseUnavailableException}, since it says nothing about the schema */
    static RuntimeException of(FlywayException failure) {
        SQLException refusal = refusal(failure);
        if (refusal == null) {
            // Validation compares versions and checksums, and knows no others' values.
            return new MigrationException(failure instanceof FlywayValidateException
                    ? failure.getMessage()
                    : place(failure) + " failed (" + failure.getErrorCode() + ")");
        }
        return of(place(failure), refusal);
    }

    /** The same for a script that was not run by Flyway. */
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

    /** What a script's failure comes to where the script itself is not at fault, and so the line does not matter. */
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

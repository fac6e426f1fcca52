package dev.tenantry.core.schema;

import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;

/**
 * A migration script for tenants' schemas. An object of this class describes either a script file that Flyway has
 * found, or a script that is listed in a schema's history.
 *
 * @param file the path of the script file, relative to the location of all scripts
 * @param sql the text of the script; null if only Flyway can run the script, or if the script comes from a schema's
 *     history
 */
record MigrationScript(String version, String description, String type, String file, Integer checksum, String sql) {

    /**
     * Matches commands of psql, and {@code COPY} commands whose data follows in the script. A JDBC driver can run
     * neither.
     */
    private static final Pattern MORE_THAN_SQL = Pattern.compile("(?m)^\\s*\\\\|\\bfrom\\s+stdin\\b");

    static MigrationScript of(MigrationInfo found, String sql) {
        boolean isPlain = sql != null && found.getType().name().equals("SQL") && isPlain(sql);
        return new MigrationScript(
                found.getVersion().toString(),
                found.getDescription(),
                found.getType().name(),
                found.getScript(),
                found.getChecksum(),
                isPlain ? sql : null);
    }

    /**
     * True if the script can be run without Flyway: it has no commands of psql, no data of {@code COPY} and no
     * placeholders of Flyway. Some placeholders depend on the schema, and only Flyway can replace them.
     */
    private static boolean isPlain(String sql) {
        return !sql.contains("${") && !MORE_THAN_SQL.matcher(sql.toLowerCase(Locale.ROOT)).find();
    }

    int number() {
        return Integer.parseInt(version);
    }

    /**
     * Returns a copy of this script without the text. A schema's history stores no texts, so the copy can be compared
     * with a script from the history.
     */
    MigrationScript withoutText() {
        return new MigrationScript(version, description, type, file, checksum, null);
    }

    boolean isPlain() {
        return sql != null;
    }
}

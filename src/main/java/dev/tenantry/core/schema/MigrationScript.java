package dev.tenantry.core.schema;

import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;

/**
 * A migration script for tenants' schemas. Either Flyway found the file of the script, or a schema's history lists the
 * script.
 *
 * @param file the path below the location of the scripts
 * @param sql the whole text; null if Flyway might change the text before running the script
 */
record MigrationScript(String version, String description, String type, String file, Integer checksum, String sql) {

    /** Commands of psql, and data of {@code COPY}. JDBC drivers can run neither. */
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
     * True if the script is plain SQL, without Flyway's placeholders. Some placeholders depend on the schema, and only
     * Flyway can replace them.
     */
    private static boolean isPlain(String sql) {
        return !sql.contains("${") && !MORE_THAN_SQL.matcher(sql.toLowerCase(Locale.ROOT)).find();
    }

    int number() {
        return Integer.parseInt(version);
    }

    /** Returns this script without its text, to compare the script with a schema's history, which stores no texts. */
    MigrationScript withoutText() {
        return new MigrationScript(version, description, type, file, checksum, null);
    }

    boolean isPlain() {
        return sql != null;
    }
}

package dev.tenantry.core.schema;

import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;

/**
 * A script for tenants' schemas, as Flyway found the script and as a schema's history describes the script.
 *
 * @param file the path below the location of the scripts
 * @param sql the whole text; null if Flyway might change the text before Flyway runs the script
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

    /** The script without its text, as a schema's history describes the script. */
    MigrationScript withoutText() {
        return new MigrationScript(version, description, type, file, checksum, null);
    }

    boolean isPlain() {
        return sql != null;
    }
}

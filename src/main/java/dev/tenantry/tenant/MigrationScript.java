package dev.tenantry.tenant;

import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;

/**
 * A script for tenants' schemas, as Flyway has found it and as it enters it into a schema's history.
 *
 * @param file below the place where it was found
 * @param sql the whole text, null where it can't be told what Flyway would make of it
 */
record MigrationScript(String version, String description, String type, String file, Integer checksum, String sql) {

    /** What psql's own commands and {@code COPY} take from a script no JDBC driver does. */
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

    /** Of Flyway's placeholders some depend on the schema, and none is ours. */
    private static boolean isPlain(String sql) {
        return !sql.contains("${") && !MORE_THAN_SQL.matcher(sql.toLowerCase(Locale.ROOT)).find();
    }

    int number() {
        return Integer.parseInt(version);
    }

    /** All that a history has of it. */
    MigrationScript withoutText() {
        return new MigrationScript(version, description, type, file, checksum, null);
    }

    boolean isPlain() {
        return sql != null;
    }
}

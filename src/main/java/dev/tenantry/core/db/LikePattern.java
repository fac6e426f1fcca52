package dev.tenantry.core.db;

/** Makes patterns for PostgreSQL's LIKE. */
public final class LikePattern {

    private LikePattern() {}

    /** Returns a pattern that matches only the given text: escapes the wildcards in the text. */
    public static String of(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** Returns a pattern that matches each text that contains the given text. */
    public static String containing(String text) {
        return "%" + of(text) + "%";
    }
}

package dev.tenantry.db;

/** Patterns of PostgreSQL's LIKE. */
public final class LikePattern {

    private LikePattern() {}

    /** A pattern that finds this text and nothing else: none of its characters is a wildcard. */
    public static String of(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** A pattern that finds the text anywhere. */
    public static String containing(String text) {
        return "%" + of(text) + "%";
    }
}

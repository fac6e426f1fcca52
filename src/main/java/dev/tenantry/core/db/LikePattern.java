package dev.tenantry.core.db;

/** Makes patterns for PostgreSQL's LIKE. */
public final class LikePattern {

    private LikePattern() {}

    /** A pattern that finds exactly this text: the text's wildcards are escaped. */
    public static String of(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** A pattern that finds the text anywhere. */
    public static String containing(String text) {
        return "%" + of(text) + "%";
    }
}

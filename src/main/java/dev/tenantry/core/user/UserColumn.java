package dev.tenantry.core.user;

/** A single-valued column of the table of users, for comparisons in a {@link UserCondition}. */
public enum UserColumn {

    /** Stored in lower case. */
    USERNAME("u.username", true),
    /** Stored in lower case; null if the user has no e-mail. */
    EMAIL("u.email", true),
    FIRST_NAME("u.first_name", false),
    LAST_NAME("u.last_name", false),
    ENABLED("u.enabled", false),
    /** In milliseconds since the epoch. */
    CREATED_AT("u.created_at", false),
    /** In milliseconds since the epoch. */
    MODIFIED_AT("u.modified_at", false);

    private final String sql;
    private final boolean lowerCase;

    UserColumn(String sql, boolean lowerCase) {
        this.sql = sql;
        this.lowerCase = lowerCase;
    }

    String sql() {
        return sql;
    }

    boolean isLowerCase() {
        return lowerCase;
    }
}

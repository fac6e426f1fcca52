package dev.tenantry.core.user;

import dev.tenantry.core.db.LikePattern;

/** How a {@link UserCondition} compares a stored value with a given value. */
public enum Comparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    CONTAINS("like"),
    STARTS_WITH("like"),
    ENDS_WITH("like");

    private final String operator;

    Comparison(String operator) {
        this.operator = operator;
    }

    /** True if the comparison matches a part of the text: contains, starts with, or ends with. */
    public boolean isOfParts() {
        return this == CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
    }

    /** The operator in SQL. */
    String operator() {
        return operator;
    }

    /** Returns the value to bind to the SQL statement for a given text. Wildcard characters in the text are escaped. */
    String bound(String text) {
        return switch (this) {
            case CONTAINS -> LikePattern.containing(text);
            case STARTS_WITH -> LikePattern.of(text) + "%";
            case ENDS_WITH -> "%" + LikePattern.of(text);
            default -> text;
        };
    }
}

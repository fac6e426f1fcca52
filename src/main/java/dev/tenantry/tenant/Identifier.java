package dev.tenantry.tenant;

import java.util.regex.Pattern;

/**
 * A name of ours in PostgreSQL's catalog: the one type through which an identifier gets into SQL. Two of one kind with
 * the same text are equal.
 */
abstract class Identifier {

    /** PostgreSQL cuts longer identifiers silently, which would make two one. */
    static final int MAX_BYTES = 63;

    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9_]*");

    private final String value;

    Identifier(String value) {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("Not an identifier of ours: " + value);
        }
        this.value = value;
    }

    static boolean isWellFormed(String value) {
        return value.length() <= MAX_BYTES && SYNTAX.matcher(value).matches() && !value.startsWith("pg_");
    }

    public final String value() {
        return value;
    }

    /** For the few statements where an identifier can't be a parameter. */
    final String quoted() {
        return '"' + value + '"';
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // a schema is no role, though both may have the same name
    public final boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && value.equals(((Identifier) other).value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value;
    }
}

package dev.tenantry.core.tenant;

import java.util.regex.Pattern;

/**
 * The name of a schema or role of Tenantry in PostgreSQL. Contains only characters that are safe in the text of SQL.
 * Only objects of this type are written into the text of SQL as names.
 */
abstract class Identifier {

    /** PostgreSQL silently truncates longer identifiers, so that different identifiers could become equal. */
    static final int MAX_BYTES = 63;

    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9_]*");

    private final String value;

    Identifier(String value) {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("Not an identifier of Tenantry: " + value);
        }
        this.value = value;
    }

    static boolean isWellFormed(String value) {
        return value.length() <= MAX_BYTES && SYNTAX.matcher(value).matches() && !value.startsWith("pg_");
    }

    public final String value() {
        return value;
    }

    /**
     * Returns the identifier between quotation marks, for the few statements that accept no parameter in place of a
     * name.
     */
    public final String quoted() {
        return '"' + value + '"';
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // a schema and a role are different objects, even with equal names
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

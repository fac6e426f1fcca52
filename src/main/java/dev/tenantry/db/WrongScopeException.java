package dev.tenantry.db;

/**
 * A transaction is not where its {@link Scope} says: a schema is another tenant's, or nobody's. Nothing was read or
 * written. It is never expected, so nobody translates it: the request fails and the log says why.
 */
public final class WrongScopeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WrongScopeException(String expected, String found) {
        super("Expected \"" + expected + "\" and found "
                + (found == null ? "nothing of the kind" : "\"" + found + "\""));
    }
}

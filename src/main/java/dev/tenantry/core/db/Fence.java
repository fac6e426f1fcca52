package dev.tenantry.core.db;

/**
 * A check that PostgreSQL makes after the last statement of a transaction and before the commit. The transaction first
 * takes the lock, and then runs the query.
 *
 * @param lock the name of an advisory lock
 * @param query a query without parameters that returns at most one row, with one column
 * @param expected the text that the query must return; otherwise the transaction does not commit
 */
record Fence(String lock, String query, String expected) {

    /**
     * Takes the lock in a separate statement, before the query. PostgreSQL takes a statement's snapshot before the
     * statement runs: a statement that waits for the lock does not see rows that were committed during the wait. The
     * next statement sees these rows.
     */
    static final String LOCK = "select pg_advisory_xact_lock_shared(hashtextextended(?, 0))";

    Object[] lockParameters() {
        return new Object[] {lock};
    }

    String check() {
        return "select " + Condition.sql(query);
    }

    Object[] checkParameters() {
        return new Object[] {expected, FencedOffException.BEGINNING, expected};
    }
}

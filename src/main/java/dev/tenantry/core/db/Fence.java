package dev.tenantry.core.db;

/**
 * The check between the last statement of a transaction and its commit.
 *
 * @param lock the name of an advisory lock
 * @param query without parameters, of one row and column
 * @param expected what the query must find under the lock
 */
record Fence(String lock, String query, String expected) {

    /**
     * Takes the lock, as a statement of its own. PostgreSQL takes the snapshot of a statement before it runs: a
     * statement that waits for the lock does not see rows committed meanwhile, and the next statement does.
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

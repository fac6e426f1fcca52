package dev.tenantry.core.db;

/** Makes SQL that fails if a query does not return the expected text. */
final class Condition {

    private Condition() {}

    /**
     * Makes the end of a select statement: the last column and the from clause. If the query returns the expected text,
     * the column is 0. Otherwise the column casts a message to an integer, and PostgreSQL's error contains the message.
     * Reason for the cast: SQL has no statement that raises an error.
     *
     * @param query a query without parameters that returns at most one row, with one column. If there is no row or the
     *     value is null, the message says that the schema mark is missing
     * @return SQL with three parameters: the expected text, the beginning of the message, and again the expected text
     */
    static String sql(String query) {
        return """
                case when found = ? then 0 else cast(concat(?, ?, '" and found ',
                  coalesce('"' || found || '"', 'nothing: the schema mark is missing')) as integer) end
                from (select (%s)) as scope (found)""".formatted(query);
    }
}

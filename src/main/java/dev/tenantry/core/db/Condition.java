package dev.tenantry.core.db;

/** Makes SQL that fails unless a query finds one text. */
final class Condition {

    private Condition() {}

    /**
     * Continues a select. SQL has no statement that fails on a condition. A cast of a text that is no number fails, and
     * PostgreSQL's message repeats the text.
     *
     * @param query without parameters, of one row and column
     * @return SQL with three parameters: the expected text, the beginning of the message, and the expected text
     */
    static String sql(String query) {
        return """
                case when found = ? then 0 else cast(concat(?, ?, '" and found ',
                  coalesce('"' || found || '"', 'nothing of the kind')) as integer) end
                from (select (%s)) as scope (found)""".formatted(query);
    }
}

package dev.tenantry.db;

/** SQL that fails unless a query finds one text. */
final class Condition {

    private Condition() {}

    /**
     * Continues a select. SQL has no statement that fails on a condition; a text that is no number is one, and says why.
     *
     * @param query without parameters, of one row and column
     * @return with three parameters: the expected text, the beginning of the message, and the expected text
     */
    static String sql(String query) {
        return """
                case when found = ? then 0 else cast(concat(?, ?, '" and found ',
                  coalesce('"' || found || '"', 'nothing of the kind')) as integer) end
                from (select (%s)) as scope (found)""".formatted(query);
    }
}

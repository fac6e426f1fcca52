package dev.tenantry.core.schema;

/**
 * The number of rows of one table, and a digest of the rows.
 *
 * @param digest 64 hexadecimal digits; all of them are 0 if the table has no rows, or if its rows are counted without a
 *     digest
 */
public record TableDigest(String table, long rows, String digest) {

    String line() {
        return table + " " + rows + " " + digest;
    }
}

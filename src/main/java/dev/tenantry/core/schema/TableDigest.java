package dev.tenantry.core.schema;

/**
 * The number of rows of one table, and a digest of their content.
 *
 * @param digest 64 hexadecimal digits, all of them 0 for a table without rows
 */
public record TableDigest(String table, long rows, String digest) {

    String line() {
        return table + " " + rows + " " + digest;
    }
}

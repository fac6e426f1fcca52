package dev.tenantry.tenant;

/**
 * The rows of one table: how many, and a digest of what they say.
 *
 * @param digest 64 hexadecimal digits, all of them 0 for a table without rows
 */
public record TableDigest(String table, long rows, String digest) {

    String line() {
        return table + " " + rows + " " + digest;
    }
}

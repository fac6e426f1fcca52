package dev.tenantry.core.bundle;

import dev.tenantry.core.tenant.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Counts the lines of an entry, and computes the SHA-256 of the entry's bytes while they are copied. Not thread-safe.
 */
final class EntryDigest {

    private final MessageDigest sha256 = Sha256.digest();
    private long rows;

    void update(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                rows++;
            }
        }
    }

    /**
     * Returns the name, row count and digest of the entry, for the manifest. Call this method once, after the last
     * byte.
     */
    Manifest.Entry of(String name) {
        return new Manifest.Entry(name, rows, HexFormat.of().formatHex(sha256.digest()));
    }
}

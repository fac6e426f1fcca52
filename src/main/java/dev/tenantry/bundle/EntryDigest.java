package dev.tenantry.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is counted of an entry while its bytes go by: its lines, and their SHA-256. One thread. */
final class EntryDigest {

    private final MessageDigest sha256;
    private long rows;

    EntryDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    void update(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                rows++;
            }
        }
    }

    /** To be asked once, at the end. */
    Manifest.Entry of(String name) {
        return new Manifest.Entry(name, rows, HexFormat.of().formatHex(sha256.digest()));
    }
}

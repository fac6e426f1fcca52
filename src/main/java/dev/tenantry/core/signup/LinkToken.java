package dev.tenantry.core.signup;

import dev.tenantry.core.tenant.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of a mailed link: 256 random bits, which authorize their bearer. Only the digest is stored. */
public record LinkToken(String value) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static LinkToken random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** SHA-256; a text of 256 random bits needs no salt. */
    public String digest() {
        return Sha256.of(value);
    }

    @Override
    public String toString() {
        return "link token";
    }
}

package dev.tenantry.core.signup;

import dev.tenantry.core.tenant.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret in the link that a sign-up mails: 256 random bits. A client that sends the secret may confirm the sign-up.
 * The registry stores only the digest of the secret.
 */
public record LinkToken(String value) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static LinkToken random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Returns the SHA-256 of the secret. A salt is not needed, since the secret has 256 random bits. */
    public String digest() {
        return Sha256.of(value);
    }

    @Override
    public String toString() {
        return "link token";
    }
}

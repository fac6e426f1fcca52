package dev.tenantry.support.browser;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The proof (RFC 7636) that who redeems a code is who began the login. */
record Pkce(String verifier) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Pkce create() {
        return new Pkce(random());
    }

    /** A value that nobody guesses, safe in an address. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return encode(bytes);
    }

    /** The verifier's digest by method S256, which the login shows instead of it. */
    String challenge() {
        try {
            byte[] ascii = verifier.getBytes(StandardCharsets.US_ASCII);
            return encode(MessageDigest.getInstance("SHA-256").digest(ascii));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.tenantry.support.browser;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Proves that the client that redeems a code is the client that began the login (RFC 7636). */
record Pkce(String verifier) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Pkce create() {
        return new Pkce(random());
    }

    /** A random value that cannot be guessed. It needs no escaping in a URL. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return encode(bytes);
    }

    /** The digest of the verifier by method S256. The login request contains the digest instead of the verifier. */
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

package dev.tenantry.core.signup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Creates and checks tokens against forged requests. A token proves that a form comes from a page that the server has
 * sent to the same browser: a signed double-submit cookie (OWASP, Cross-Site Request Forgery Prevention). The cookie
 * holds a random number. The token in the form holds the time, and a signature over the time, the cookie and the form's
 * name. The server stores neither the cookie nor the token. Thread-safe.
 */
public final class FormTokens {

    private static final String HMAC = "HmacSHA256";
    private static final int COOKIE_BYTES = 18;
    private static final int COOKIE_LENGTH = 24; // in characters of Base64
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final byte[] key;
    private final Duration lifespan;
    private final Clock clock;

    /**
     * @param key the secret key of the signatures; all servers must have the same key
     * @param lifespan how long a token is valid, and therefore how long a user may take to fill in a form
     */
    public FormTokens(byte[] key, Duration lifespan, Clock clock) {
        this.key = key.clone();
        this.lifespan = lifespan;
        this.clock = clock;
    }

    /** Returns a new random value for the cookie. */
    public static String newCookie() {
        byte[] random = new byte[COOKIE_BYTES];
        RANDOM.nextBytes(random);
        return BASE64.encodeToString(random);
    }

    /**
     * True if the value has the format of this class's cookies. The format does not prove that this class has created
     * the value.
     */
    public static boolean isCookie(String cookieOrNull) {
        return cookieOrNull != null
                && cookieOrNull.length() == COOKIE_LENGTH
                && cookieOrNull.chars().allMatch(FormTokens::isOfBase64);
    }

    private static boolean isOfBase64(int character) {
        return character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == '-';
    }

    /**
     * Returns the token to put into a form for a browser that has this cookie.
     *
     * @param form the name of the form
     */
    public String token(String form, String cookie) {
        return signed(form, cookie, clock.instant().getEpochSecond());
    }

    /**
     * True if the token was created for this form and this cookie, and is not older than the lifespan. False if the
     * cookie or the token is null.
     */
    public boolean accepts(String form, String cookieOrNull, String tokenOrNull) {
        if (!isCookie(cookieOrNull) || tokenOrNull == null || tokenOrNull.indexOf('.') < 1) {
            return false;
        }
        try {
            long second = Long.parseLong(tokenOrNull.substring(0, tokenOrNull.indexOf('.')));
            return equal(tokenOrNull, signed(form, cookieOrNull, second)) && isRecent(second);
        } catch (NumberFormatException forged) {
            return false;
        }
    }

    /**
     * Returns a keyed digest: only a server with the key can compute the digest.
     *
     * @param what the purpose of the digest: for different purposes, the digests of a text differ
     */
    public String keyedDigest(String what, String text) {
        return BASE64.encodeToString(hmac(what + '\n' + text));
    }

    private boolean isRecent(long second) {
        Instant given = Instant.ofEpochSecond(second);
        return !given.plus(lifespan).isBefore(clock.instant());
    }

    private String signed(String form, String cookie, long second) {
        return second + "." + BASE64.encodeToString(hmac("form\n" + form + '\n' + cookie + '\n' + second));
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

package dev.tenantry.support.browser;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app with one secret (RFC 6238): six digits by HMAC-SHA1, new ones every half minute. */
public final class Totp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PERIOD_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private final byte[] secret;

    private Totp(byte[] secret) {
        this.secret = secret;
    }

    /** An app with the secret as people type it: in Base32, with blanks anywhere. */
    public static Totp typed(String base32) {
        return new Totp(decode(base32.replace(" ", "").toUpperCase(Locale.ROOT)));
    }

    /** An app with the secret as Keycloak stores it. */
    public static Totp stored(String secret) {
        return new Totp(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The digits that the app shows now. */
    public String code() {
        return code(Instant.now());
    }

    /** The digits that the app shows next. A server accepts them already, because clocks differ. */
    public String nextCode() {
        return code(Instant.now().plusSeconds(PERIOD_SECONDS));
    }

    /** Digits that the app shows neither now nor soon. */
    public String wrongCode() {
        return code(Instant.now().plusSeconds(1000 * PERIOD_SECONDS));
    }

    String code(Instant time) {
        long step = time.getEpochSecond() / PERIOD_SECONDS;
        byte[] hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format("%06d", truncated % MODULUS);
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int bits = 0;
        int waiting = 0;
        for (int i = 0; i < base32.length(); i++) {
            bits = bits << 5 | BASE32.indexOf(base32.charAt(i));
            waiting += 5;
            if (waiting >= 8) {
                waiting -= 8;
                bytes.put((byte) (bits >> waiting));
            }
        }
        return bytes.array();
    }
}

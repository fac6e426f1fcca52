package dev.tenantry.it.fidelity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Credentials in the form that requests to the admin API need. */
final class Credential {

    private static final byte[] SALT = "a grain of salt!".getBytes(StandardCharsets.US_ASCII);
    private static final int ITERATIONS = 2000;
    private static final int BITS = 512;

    private Credential() {}

    static Map<String, Object> password(String value) {
        return Map.of("type", "password", "value", value, "temporary", false);
    }

    /** A password as another Keycloak server exports it: the hash, its salt and its algorithm. */
    static Map<String, Object> hashedPassword(String password) {
        Base64.Encoder base64 = Base64.getEncoder();
        return Map.of("type", "password",
                "secretData", "{\"value\":\"" + base64.encodeToString(hash(password)) + "\",\"salt\":\""
                        + base64.encodeToString(SALT) + "\"}",
                "credentialData", "{\"hashIterations\":" + ITERATIONS + ",\"algorithm\":\"pbkdf2-sha256\"}");
    }

    /** A credential that can only be labeled, moved and removed. */
    static Map<String, Object> labeled(String type, String label) {
        return Map.of("type", type, "userLabel", label, "secretData", "{}", "credentialData", "{}");
    }

    /** One-time codes by an app on a phone, which shows a new code every 30 seconds. */
    static Map<String, Object> totp() {
        return Map.of("type", "otp", "userLabel", "phone",
                "secretData", "{\"value\":\"DJmQfC73VGFhw7D4QJ8A\"}", "credentialData",
                "{\"subType\":\"totp\",\"digits\":6,\"period\":30,\"algorithm\":\"HmacSHA1\",\"counter\":0}");
    }

    private static byte[] hash(String password) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), SALT, ITERATIONS, BITS)).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}

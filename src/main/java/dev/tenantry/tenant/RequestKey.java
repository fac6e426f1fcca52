package dev.tenantry.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * By what a request to provision is known again, should its client repeat it: digests, so that the registry holds
 * neither the client's key nor what was asked for.
 *
 * @param key of the caller and the key that came with the request
 * @param request of what was asked for; another request under the same key is a mistake
 */
public record RequestKey(String key, String request) {

    /** @param asked what makes two requests the same; no secrets, whose digest might be guessed */
    public static RequestKey of(String caller, String key, String... asked) {
        return new RequestKey(digest(caller, key), digest(asked));
    }

    private static String digest(String... parts) {
        MessageDigest digest = Sha256.digest();
        for (String part : parts) {
            digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

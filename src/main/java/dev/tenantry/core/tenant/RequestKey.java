package dev.tenantry.core.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Identifies a request to provision, in case its client repeats it. Holds digests only, so that the registry stores
 * neither the client's key nor the request.
 *
 * @param key digest of the caller and the key that came with the request
 * @param request digest of the request; another request under one key is an error
 */
public record RequestKey(String key, String request) {

    /** @param asked the fields that identify a request; no secrets, whose digest could be guessed */
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

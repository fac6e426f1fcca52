package dev.tenantry.core.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Identifies a request to provision a tenant, in case the client repeats the request. Holds digests only, so that the
 * registry stores neither the client's key nor the request.
 *
 * @param key the digest of the caller and of the key that the client sent with the request
 * @param request the digest of the request; if a client sends the same key with another request, this is an error
 */
public record RequestKey(String key, String request) {

    /**
     * @param asked the fields that identify a request. The fields must not contain secrets, because a secret could be
     *     guessed from its digest
     */
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

package dev.tenantry.core.tenant;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

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
        return Sha256.of(Arrays.stream(parts).map(part -> part + "\0").collect(joining()));
    }
}

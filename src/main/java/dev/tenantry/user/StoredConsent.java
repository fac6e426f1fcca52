package dev.tenantry.user;

import java.util.List;

/**
 * What a user lets a client do.
 *
 * @param createdAt milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch
 */
public record StoredConsent(String clientId, long createdAt, long updatedAt, List<Scope> scopes) {

    /**
     * A client scope that was granted.
     *
     * @param parameter of a parameterized scope, else null
     */
    public record Scope(String scopeId, String parameter) {}
}

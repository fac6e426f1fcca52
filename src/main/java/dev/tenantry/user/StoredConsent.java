package dev.tenantry.user;

import java.util.List;

/**
 * What a user lets a client do.
 *
 * @param createdAt milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch
 */
public record StoredConsent(String clientId, long createdAt, long updatedAt, List<Scope> scopes) {

    /** The same consent, given first at that time, in milliseconds since the epoch. */
    public StoredConsent since(long time) {
        return new StoredConsent(clientId, time, updatedAt, scopes);
    }

    /**
     * A client scope that was granted.
     *
     * @param parameter of a parameterized scope, else null
     */
    public record Scope(String scopeId, String parameter) {}
}

package dev.tenantry.core.user;

import java.util.List;

/**
 * The scopes that a user has granted to a client.
 *
 * @param createdAt milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch
 */
public record StoredConsent(String clientId, long createdAt, long updatedAt, List<Scope> scopes) {

    /** Returns a copy of this consent with another creation time, in milliseconds since the epoch. */
    public StoredConsent since(long time) {
        return new StoredConsent(clientId, time, updatedAt, scopes);
    }

    /**
     * A granted client scope.
     *
     * @param parameter the parameter of a parameterized scope; null for any other scope
     */
    public record Scope(String scopeId, String parameter) {}
}

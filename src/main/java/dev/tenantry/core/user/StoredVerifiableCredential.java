package dev.tenantry.core.user;

/**
 * A verifiable credential that can be issued to a user.
 *
 * @param userAttributes the user's attributes that the credential contains, as JSON
 * @param createdAt milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch
 */
public record StoredVerifiableCredential(
        String id, String clientScopeId, String revision, String userAttributes, Long createdAt, Long updatedAt) {

    /** Omits the attributes, so that no log contains them. */
    @Override
    public String toString() {
        return "StoredVerifiableCredential[id=" + id + "]";
    }

    /**
     * An issued credential.
     *
     * @param issuedAt milliseconds since the epoch
     * @param expiresAt milliseconds since the epoch, or null
     */
    public record Issued(
            String id, String credentialId, String clientId, String revision, Long issuedAt, Long expiresAt) {

        /** @param now milliseconds since the epoch */
        public boolean isExpiredAt(long now) {
            return expiresAt != null && expiresAt < now;
        }
    }
}

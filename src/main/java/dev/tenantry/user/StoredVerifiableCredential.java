package dev.tenantry.user;

/**
 * A verifiable credential that a user may be issued.
 *
 * @param userAttributes JSON of what it will say of the user
 * @param createdAt milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch
 */
public record StoredVerifiableCredential(
        String id, String clientScopeId, String revision, String userAttributes, Long createdAt, Long updatedAt) {

    /** Without the attributes: records get logged. */
    @Override
    public String toString() {
        return "StoredVerifiableCredential[id=" + id + "]";
    }

    /**
     * One that was issued.
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

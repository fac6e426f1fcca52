package dev.tenantry.user;

/**
 * One credential of a user, as Keycloak's CredentialModel has it.
 *
 * @param createdAt milliseconds since the epoch, or null
 */
public record StoredCredential(
        String id, String type, String label, Long createdAt, String secretData, String credentialData) {

    /** Without the secret: records get logged. */
    @Override
    public String toString() {
        return "StoredCredential[id=" + id + ", type=" + type + "]";
    }
}

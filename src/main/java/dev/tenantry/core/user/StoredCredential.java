package dev.tenantry.core.user;

/**
 * One credential of a user, with the fields of Keycloak's CredentialModel.
 *
 * @param createdAt milliseconds since the epoch, or null
 */
public record StoredCredential(
        String id, String type, String label, Long createdAt, String secretData, String credentialData) {

    /** Omits the secret, so that no log contains it. */
    @Override
    public String toString() {
        return "StoredCredential[id=" + id + ", type=" + type + "]";
    }
}

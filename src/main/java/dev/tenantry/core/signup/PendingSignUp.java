package dev.tenantry.core.signup;

/**
 * A sign-up whose mailed link has not been used yet.
 *
 * @param secretData the hash of the password and the salt of the hash, in Keycloak's format; the password itself is not
 *     stored
 * @param credentialData the algorithm and the parameters of the hash, in Keycloak's format
 */
public record PendingSignUp(
        String name,
        String displayName,
        String username,
        String email,
        String firstName,
        String lastName,
        String secretData,
        String credentialData) {

    @Override
    public String toString() {
        return "pending sign-up of " + name;
    }
}

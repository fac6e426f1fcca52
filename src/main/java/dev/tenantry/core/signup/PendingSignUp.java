package dev.tenantry.core.signup;

/**
 * A sign-up whose link has not been used yet.
 *
 * @param secretData of the password's hash, as Keycloak stores it; the password itself is not kept
 * @param credentialData the parameters of the hash
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

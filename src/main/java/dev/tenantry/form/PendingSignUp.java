package dev.tenantry.form;

/**
 * A sign-up that waits for its link to be followed.
 *
 * @param secretData of the password's hash, as Keycloak stores it; the password itself is gone
 * @param credentialData how it was hashed
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

package dev.tenantry.testkit;

import java.util.List;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Somebody of a {@link TestTenant}, who can sign in at once. */
public record TestUser(String id, String username, String password) {

    /** With all that Keycloak asks of a user by default. */
    UserRepresentation representation(String tenant) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEmail(email(tenant));
        user.setEmailVerified(true);
        user.setFirstName("Ada");
        user.setLastName("Byron");
        user.setEnabled(true);
        user.setCredentials(List.of(credential));
        return user;
    }

    String email(String tenant) {
        return username + "@" + tenant + ".test";
    }

    @Override
    public String toString() {
        return "TestUser[username=" + username + "]";
    }
}

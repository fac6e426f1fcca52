package dev.tenantry.testkit;

import java.util.List;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A user of a {@link TestTenant}. The user can sign in at once, without required actions. */
public record TestUser(String id, String username, String password) {

    /** Returns Keycloak's representation of the user, with all fields that Keycloak requires by default. */
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

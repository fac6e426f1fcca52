package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Keycloak's Java client, signed in as the first user of a realm, who has all rights there and none elsewhere. */
record RealmAdministrator(TestRealm realm, Keycloak client) implements AutoCloseable {

    private static final String PASSWORD = "lovelace-1815";

    /** Creates a realm of this kind, and signs in as its first user. */
    static RealmAdministrator of(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Keycloak client = KeycloakBuilder.builder()
                .serverUrl(realm.keycloak().server().url())
                .realm(realm.name())
                .clientId("admin-cli")
                .username("ada")
                .password(PASSWORD)
                .build();
        return new RealmAdministrator(realm, client);
    }

    RealmResource resource() {
        return client.realm(realm.name());
    }

    /** Creates a user who can sign in, and returns the user's id. */
    String createUser(String username, String firstName, String lastName, String password) {
        return created(resource().users().create(user(username, firstName, lastName, password)));
    }

    /** Returns an enabled user, without creating the user in the realm. */
    static UserRepresentation user(String username, String firstName, String lastName, String password) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEmail(username + "@navy.test");
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setEnabled(true);
        user.setCredentials(List.of(password(password)));
        return user;
    }

    static CredentialRepresentation password(String password) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        return credential;
    }

    /** Returns the id of the object that the request created. */
    static String created(Response response) {
        try (response) {
            assertThat(response.getStatus()).isEqualTo(201);
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

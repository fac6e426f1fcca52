package dev.tenantry.it.clients;

import static dev.tenantry.it.clients.RealmAdministrator.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.http.Answer;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** Keycloak's Java client for the admin API administers users. */
@ParameterizedClass
@MethodSource("dev.tenantry.support.actors.RealmKind#tested")
final class AdminClientUsersIT {

    private final RealmAdministrator administrator;
    private final TestRealm realm;
    private final UsersResource users;
    private final String graceId;

    AdminClientUsersIT(RealmKind kind) {
        administrator = RealmAdministrator.of(kind);
        realm = administrator.realm();
        users = administrator.resource().users();
        graceId = administrator.createUser("grace", "Grace", "Hopper", "cobol-1959");
    }

    @AfterEach
    void close() {
        administrator.close();
    }

    @Test
    void usersAreListedSearchedAndCounted() {
        administrator.createUser("hedy", "Hedy", "Lamarr", "hopping-1942");

        assertThat(users.list()).extracting(UserRepresentation::getUsername).containsExactly("ada", "grace", "hedy");
        assertThat(users.list(1, 1)).extracting(UserRepresentation::getUsername).containsExactly("grace");
        assertThat(users.search("hop", 0, 10)).extracting(UserRepresentation::getId).containsExactly(graceId);
        assertThat(users.searchByUsername("GRACE", true)).hasSize(1);
        assertThat(users.searchByEmail("@navy.test", false)).hasSize(2);
        assertThat(users.searchByLastName("Lamarr", true)).hasSize(1);
        assertThat(users.search(null, "Grace", "Hopper", null, 0, 10)).hasSize(1);
        assertThat(users.count()).isEqualTo(3);
        assertThat(users.count("*navy*")).isEqualTo(2);
        assertThat(users.count("hop")).isEqualTo(1);
        assertThat(users.count("Lamarr", null, null, null)).isEqualTo(1);
    }

    @Test
    void aUserIsChangedAndDeleted() {
        UserRepresentation grace = users.get(graceId).toRepresentation();
        grace.setLastName("Murray Hopper");
        grace.setEmail("rear-admiral@navy.test");
        grace.setRequiredActions(List.of("UPDATE_PASSWORD"));

        users.get(graceId).update(grace);

        UserRepresentation changed = users.get(graceId).toRepresentation();
        assertThat(changed).usingRecursiveComparison().isEqualTo(grace);
        assertThat(users.searchByEmail("grace@navy.test", true)).isEmpty();

        users.get(graceId).remove();

        assertThatThrownBy(() -> users.get(graceId).toRepresentation()).isInstanceOf(NotFoundException.class);
        try (Response again = users.delete(graceId)) {
            assertThat(again.getStatus()).isEqualTo(404);
        }
        assertThat(users.count()).isEqualTo(1);
    }

    @Test
    void aSecondUserOfTheSameNameOrAddressIsAConflict() {
        try (Response name = users.create(RealmAdministrator.user("Grace", "G", "H", "cobol-1959"))) {
            assertThat(name.getStatus()).isEqualTo(409);
        }
        UserRepresentation sameAddress = RealmAdministrator.user("hedy", "Hedy", "Lamarr", "hopping-1942");
        sameAddress.setEmail("GRACE@navy.test");
        try (Response address = users.create(sameAddress)) {
            assertThat(address.getStatus()).isEqualTo(409);
        }
        assertThat(users.count()).isEqualTo(2);
    }

    @Test
    void aPasswordIsResetAndRemoved() {
        UserResource grace = users.get(graceId);

        grace.resetPassword(password("flow-matic-1955"));

        assertIsRefused("cobol-1959");
        assertThat(realm.signIn("grace", "flow-matic-1955").status()).isEqualTo(200);
        assertThatThrownBy(() -> grace.resetPassword(password("short"))).isInstanceOf(ClientErrorException.class);

        List<CredentialRepresentation> credentials = grace.credentials();
        assertThat(credentials).extracting(CredentialRepresentation::getType).containsExactly("password");
        grace.setCredentialUserLabel(credentials.get(0).getId(), "the old one");
        assertThat(grace.credentials()).extracting(CredentialRepresentation::getUserLabel)
                .containsExactly("the old one");

        grace.removeCredential(credentials.get(0).getId());

        assertThat(grace.credentials()).isEmpty();
        assertIsRefused("flow-matic-1955");
    }

    @Test
    void loggingAUserOutEndsTheirSessions() {
        Answer tokens = realm.signIn("grace", "cobol-1959");
        assertThat(users.get(graceId).getUserSessions()).extracting(UserSessionRepresentation::getUserId)
                .containsExactly(graceId);

        users.get(graceId).logout();

        assertThat(users.get(graceId).getUserSessions()).isEmpty();
        Answer refreshed = realm.realm().token(Map.of("grant_type", "refresh_token", "client_id",
                TestRealm.APPLICATION, "refresh_token", tokens.json().get("refresh_token").asText()));
        assertThat(refreshed.json().get("error").asText()).isEqualTo("invalid_grant");
    }

    private void assertIsRefused(String password) {
        assertThat(realm.signIn("grace", password).json().path("error").asText()).isEqualTo("invalid_grant");
    }
}

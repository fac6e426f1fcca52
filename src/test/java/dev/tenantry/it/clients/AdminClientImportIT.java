package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestTenant;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.partialimport.PartialImportResults;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.RolesRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Keycloak's Java client for the admin API makes partial imports into a realm and a partial export. */
@ParameterizedClass
@MethodSource("dev.tenantry.support.actors.RealmKind#tested")
final class AdminClientImportIT {

    private final RealmAdministrator administrator;
    private final RealmResource realm;

    AdminClientImportIT(RealmKind kind) {
        administrator = RealmAdministrator.of(kind);
        realm = administrator.resource();
    }

    @AfterEach
    void close() {
        administrator.close();
    }

    @Test
    void usersAreImportedWithPasswordAndRole() throws JsonProcessingException {
        PartialImportResults results = results(importing("cobol-1959", PartialImportRepresentation.Policy.FAIL));

        assertThat(results.getAdded()).isEqualTo(2);
        assertThat(realm.users().searchByUsername("grace", true)).hasSize(1);
        assertThat(realm.roles().get("auditor").getUserMembers()).extracting(UserRepresentation::getUsername)
                .containsExactly("grace");
        assertThat(administrator.realm().signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertIsWhereTheRealmKeepsItsUsers("grace");
    }

    @Test
    void anExistingUserIsAConflictOrSkippedOrOverwritten() throws JsonProcessingException {
        administrator.createUser("grace", "Grace", "Hopper", "cobol-1959");

        assertThat(importing("flow-matic-1955", PartialImportRepresentation.Policy.FAIL).getStatus()).isEqualTo(409);
        assertThat(results(importing("flow-matic-1955", PartialImportRepresentation.Policy.SKIP)).getSkipped())
                .isEqualTo(1);
        assertThat(administrator.realm().signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(results(importing("flow-matic-1955", PartialImportRepresentation.Policy.OVERWRITE))
                .getOverwritten()).isEqualTo(2);
        assertThat(administrator.realm().signIn("grace", "flow-matic-1955").status()).isEqualTo(200);
        assertThat(realm.users().searchByUsername("grace", true)).hasSize(1);
        assertIsWhereTheRealmKeepsItsUsers("grace");
    }

    @Test
    void anExportHasClientsAndRolesAndNoUsers() {
        administrator.createUser("grace", "Grace", "Hopper", "cobol-1959");

        RealmRepresentation export = realm.partialExport(true, true);

        assertThat(export.getRealm()).isEqualTo(administrator.realm().name());
        assertThat(export.getClients()).extracting(ClientRepresentation::getClientId).contains("shop", "orders");
        assertThat(export.getRoles().getRealm()).extracting(RoleRepresentation::getName).contains("offline_access");
        assertThat(export.getUsers()).isNull();
        assertThat(export.getFederatedUsers()).isNull();
    }

    private Response importing(String password, PartialImportRepresentation.Policy ifThereAlready) {
        UserRepresentation grace = RealmAdministrator.user("grace", "Grace", "Hopper", password);
        grace.setRealmRoles(List.of("auditor"));
        RolesRepresentation roles = new RolesRepresentation();
        roles.setRealm(List.of(new RoleRepresentation("auditor", null, false)));
        PartialImportRepresentation part = new PartialImportRepresentation();
        part.setIfResourceExists(ifThereAlready.name());
        part.setRoles(roles);
        part.setUsers(List.of(grace));
        return realm.partialImport(part);
    }

    private static PartialImportResults results(Response response) throws JsonProcessingException {
        try (response) {
            assertThat(response.getStatus()).isEqualTo(200);
            return new ObjectMapper().readValue(response.readEntity(String.class), PartialImportResults.class);
        }
    }

    private void assertIsWhereTheRealmKeepsItsUsers(String username) {
        long ofKeycloak = administrator.realm().keycloak().database().<Long>value(
                "select count(*) from user_entity where realm_id = ? and username = ?",
                administrator.realm().id(), username);
        if (administrator.realm() instanceof TestTenant tenant) {
            assertThat(tenant.count("users", "username = '" + username + "'")).isEqualTo(1);
            assertThat(ofKeycloak).isZero();
        } else {
            assertThat(ofKeycloak).isEqualTo(1);
        }
    }
}

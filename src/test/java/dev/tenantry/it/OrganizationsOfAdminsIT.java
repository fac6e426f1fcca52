package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A user who is also an admin without the right to see organizations still finds the user's own organizations
 * (keycloak#52309).
 */
final class OrganizationsOfAdminsIT {

    private static final String PASSWORD = "cobol-1959";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");
    private final TestTenant globex = tenants.provision("ada", "globex-secret-2");

    /** Lets the user grace query clients in both tenants. Only in acme is grace a member of the organization navy. */
    @BeforeEach
    void organizations() {
        for (TestTenant tenant : List.of(acme, globex)) {
            tenant.change("", Map.of("organizationsEnabled", true, "adminPermissionsEnabled", true));
            String navy = tenant.post("/organizations", Map.of(
                    "name", "navy", "domains", List.of(Map.of("name", "navy.test")))).requiring(201).createdId();
            String grace = tenant.addUser("grace", PASSWORD);
            if (tenant.equals(acme)) {
                tenant.post("/organizations/" + navy + "/members", grace).requiring(201);
            }
            String management = tenant.clientUuid("realm-management");
            tenant.post("/users/" + grace + "/role-mappings/clients/" + management, List.of(
                    tenant.get("/clients/" + management + "/roles/query-clients").json())).requiring(204);
        }
    }

    @Test
    void theAccountApiListsTheUsersOrganizations() {
        assertThat(ofAccount(acme)).containsExactly("navy");
        assertThat(ofAccount(globex)).isEmpty();
    }

    private static List<String> ofAccount(TestTenant tenant) {
        JsonNode tokens = tenant.signIn("grace", PASSWORD).requiring(200).json();
        return tenant.account(tokens).get("/organizations").requiring(200).json().findValuesAsText("name");
    }

    @Test
    void theTokenNamesTheUsersOrganizations() {
        assumeTrue(keycloak.patch() >= 5, "Keycloak itself refuses this login before 26.7.5");

        JsonNode tokens = acme.realm().token(Map.of("grant_type", "password", "client_id", TestRealm.APPLICATION,
                "scope", "openid organization:*", "username", "grace", "password", PASSWORD)).requiring(200).json();

        List<String> organizations = new ArrayList<>();
        Realm.claims(tokens.get("access_token").asText()).path("organization")
                .forEach(organization -> organizations.add(organization.asText()));
        assertThat(organizations).containsExactly("navy");
    }
}

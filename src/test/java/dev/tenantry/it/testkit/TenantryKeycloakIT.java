package dev.tenantry.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.client.TenantState;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.testkit.TenantryKeycloak;
import dev.tenantry.testkit.TestTenant;
import dev.tenantry.testkit.TestUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.ClientRepresentation;

/** Tests that get tenants from the test kit, on a running server, as a user whose only role is manage-tenants. */
final class TenantryKeycloakIT {

    private static final String OPERATOR = "tester-" + TestTenants.newName();
    private static final String PASSWORD = "tester-secret-1";

    @RegisterExtension
    static final TenantryKeycloak keycloak = TenantryKeycloak.running(
            URI.create(KeycloakUnderTest.shared().server().url() + "/"), operator(), PASSWORD);

    /** The names of all tenants that the tests have got. */
    private static final List<String> OVER = new ArrayList<>();

    @AfterAll
    static void theTenantsAreDroppedAfterTheTests() {
        assertThat(OVER).hasSize(6).doesNotHaveDuplicates()
                .allMatch(name -> keycloak.tenants().find(name).isEmpty());
    }

    @Test
    void eachParameterIsANewTenant(TestTenant acme, TestTenant globex) {
        OVER.addAll(List.of(acme.name(), globex.name()));

        assertThat(keycloak.tenants().get(acme.name()).state()).isEqualTo(TenantState.ACTIVE);
        assertThat(acme.name()).isNotEqualTo(globex.name());
        assertThat(acme.issuer()).isEqualTo(keycloak.url() + "/realms/" + acme.name());
        assertThat(acme.administrator().username()).isEqualTo(globex.administrator().username());
        assertThat(acme.administrator().password()).isNotEqualTo(globex.administrator().password());
    }

    @Test
    void aUserIsAddedAndGetsATokenOfTheTenant(TestTenant acme) {
        OVER.add(acme.name());
        TestUser grace = acme.addUser("grace", "cobol-1959");

        String token = acme.accessToken(grace);

        assertThat(Realm.claims(token).get("iss").asText()).isEqualTo(acme.issuer());
        assertThat(Realm.claims(token).get("sub").asText()).isEqualTo(grace.id());
        assertThat(acme.realm().users().get(grace.id()).toRepresentation().getUsername()).isEqualTo("grace");
        assertThatIllegalStateException()
                .isThrownBy(() -> acme.accessToken(new TestUser(grace.id(), "grace", "another")))
                .withMessageContaining("Invalid user credentials");
    }

    @Test
    void aTestCanRegisterAnApplication(TestTenant acme) {
        OVER.add(acme.name());
        ClientRepresentation shop = new ClientRepresentation();
        shop.setClientId("shop");
        shop.setPublicClient(true);
        shop.setDirectAccessGrantsEnabled(true);

        acme.realm().clients().create(shop).close();

        TestUser ada = acme.administrator();
        Realm realm = new Realm(keycloak.url(), acme.name());
        assertThat(realm.passwordGrant("shop", ada.username(), ada.password()).status()).isEqualTo(200);
    }

    @Test
    void aTestMayDropItsTenantItself(TestTenant acme) {
        OVER.add(acme.name());

        keycloak.tenants().drop(acme.name(), true);
    }

    /** A tenant for all tests of a class. */
    @Nested
    final class InAClass {

        private static TestTenant shared;

        @BeforeAll
        static void keep(TestTenant tenant) {
            shared = tenant;
            OVER.add(tenant.name());
            tenant.addUser("grace", "cobol-1959");
        }

        @Test
        void oneTestFindsTheSharedTenant() {
            assertThat(shared.realm().users().count()).isEqualTo(2);
        }

        @Test
        void anotherTestFindsTheSharedTenant() {
            assertThat(shared.realm().users().searchByUsername("grace", true)).hasSize(1);
        }
    }

    private static String operator() {
        AdminApi admin = KeycloakUnderTest.shared().admin();
        Answer created = admin.post("/master/users", Map.of(
                "username", OPERATOR, "email", OPERATOR + "@master.test", "firstName", "Theo", "lastName", "Tester",
                "enabled", true, "credentials", List.of(Map.of("type", "password", "value", PASSWORD))));
        admin.post("/master/users/" + created.createdId() + "/role-mappings/realm",
                List.of(admin.get("/master/roles/manage-tenants").requiring(200).json())).requiring(204);
        return OPERATOR;
    }
}

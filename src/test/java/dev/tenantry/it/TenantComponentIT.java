package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.AdminApi;
import dev.tenantry.support.KeycloakUnderTest;
import dev.tenantry.support.TestTenant;
import dev.tenantry.support.TestTenants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The component that binds a realm to its tenant is out of everybody's reach. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // its tenants serve all its tests
final class TenantComponentIT {

    private static final String STORAGE = "org.keycloak.storage.UserStorageProvider";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenant acme = new TestTenants(keycloak).provision("ada", "acme-secret-1");
    private final AdminApi ada = new AdminApi(keycloak.server().url(), acme.name(), "ada", "acme-secret-1");
    private final String componentId =
            keycloak.database().value("select id from component where realm_id = ? and provider_id = 'tenantry'",
                    acme.id());

    @Test
    void aRealmAdminDoesNotSeeIt() {
        assertThat(ada.get("/" + acme.name() + "/components?type=" + STORAGE).json()).isEmpty();
    }

    @Test
    void aRealmAdminCanNeitherReadEditNorDeleteIt() {
        String path = "/" + acme.name() + "/components/" + componentId;

        assertThat(ada.get(path).status()).isIn(403, 404);
        assertThat(ada.put(path, component(Map.of("enabled", List.of("false")))).status()).isIn(403, 404);
        assertThat(ada.delete(path).status()).isIn(403, 404);
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
    }

    @Test
    void aRealmAdminCanNotAddASecondOne() {
        assertThat(ada.post("/" + acme.name() + "/components", component(Map.of())).status()).isIn(400, 403, 404);
    }

    @Test
    void noRealmBecomesATenantsByGettingTheComponent() {
        String name = TestTenants.newName();
        keycloak.admin().post("", Map.of("realm", name, "enabled", true));

        assertThat(keycloak.admin().post("/" + name + "/components", component(Map.of())).status())
                .isIn(400, 403, 404);
        assertThat(keycloak.admin().get("/" + name + "/users/count").body()).isEqualTo("0");
    }

    @Test
    void otherRealmsKeepTheirUsersWhereKeycloakKeepsThem() {
        String name = TestTenants.newName();
        keycloak.admin().post("", Map.of("realm", name, "enabled", true));

        assertThat(keycloak.admin().post("/" + name + "/users", Map.of("username", "local")).status()).isEqualTo(201);

        assertThat(keycloak.database().rows("""
                select 1 from user_entity u join realm r on r.id = u.realm_id
                where r.name = ? and u.username = 'local'""", name)).hasSize(1);
    }

    private Map<String, Object> component(Map<String, List<String>> config) {
        return Map.of("name", "mine", "providerId", "tenantry", "providerType", STORAGE, "config", config);
    }
}

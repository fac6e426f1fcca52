package dev.tenantry.it.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.HeldRealm;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operators give hosts to tenants. An admin who writes the realm's frontend URL cannot take another tenant's host. */
final class HostsIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");
    private final TestTenant globex = tenants.provision("ada", "globex-secret-2");
    private final String host = acme.name() + ".example.com";

    private Answer give(TestTenant tenant, String given) {
        return keycloak.admin().put(TestTenants.PATH + "/" + tenant.name(), Map.of("host", given));
    }

    private static Map<String, Object> at(String address) {
        return Map.of("attributes", Map.of("frontendUrl", address));
    }

    /** Signs in again, because tokens that were issued under another address are invalid. */
    private AdminApi attacker() {
        return new AdminApi(keycloak.server().url(), globex.name(), "ada", "globex-secret-2");
    }

    private Answer write(String address) {
        return attacker().put("/" + globex.name(), at(address));
    }

    private static String written(TestTenant tenant) {
        return tenant.get("").json().at("/attributes/frontendUrl").asText();
    }

    @Test
    void anAdminCannotTakeAnotherTenantsHostInAnySpelling() {
        give(acme, host).requiring(200);

        for (String address : List.of("https://" + host, "http://" + host + ":8443/auth", "https://" + host + ".",
                "https://" + host.toUpperCase(Locale.ROOT), "https://globex@" + host, " https://" + host + "/")) {
            Answer refused = write(address);
            assertThat(refused.status()).as(address + " " + refused.body()).isEqualTo(409);
            assertThat(refused.json().get("field").asText()).isEqualTo("attributes.frontendUrl");
        }
        for (String unclear : List.of("https://" + host.replace(".", "%2e"), "https://" + host.replace('.', '\u3002'),
                "//" + host, host)) {
            assertThat(write(unclear).status()).as(unclear).isEqualTo(400);
        }
        assertThat(written(globex)).isEmpty();
        assertThat(acme.look().json().get("host").asText()).isEqualTo(host);
        assertThat(globex.look().json().has("host")).isFalse();
    }

    @Test
    void anAdminCannotTakeAReservedHostOrTheHostOfKeycloakOrAStandardRealm() {
        String realm = TestTenants.newName();
        keycloak.admin().post("", Map.of("realm", realm, "attributes", Map.of("frontendUrl",
                "https://" + realm + ".example.com"))).requiring(201);

        assertThat(write("https://login.localhost").status()).isEqualTo(400);
        assertThat(write(keycloak.server().url()).status()).isEqualTo(409);
        assertThat(write("https://" + realm + ".example.com").status()).isEqualTo(409);
        assertThat(give(acme, realm + ".example.com").status()).isEqualTo(409);
        assertThat(written(globex)).isEmpty();
    }

    @Test
    void anAdminsFrontendUrlReservesNoHostAgainstAnOperator() {
        assertThat(write("https://" + host).status()).as("a host that no tenant has").isEqualTo(204);
        assertThat(globex.look().json().has("host")).isFalse();

        assertThat(give(acme, host).status()).isEqualTo(200);
        assertThat(acme.look().json().get("host").asText()).isEqualTo(host);
        assertThat(write("https://" + host).status()).isEqualTo(409);
        assertThat(give(globex, host).status()).isEqualTo(409);
        assertThat(write("https://" + globex.name() + ".example.com").status()).isEqualTo(204);
    }

    @Test
    void aTenantMaySaveItsSettingsAtItsOwnHost() {
        give(globex, globex.name() + ".example.com").requiring(200);

        assertThat(write(written(globex)).status()).isEqualTo(204);
        assertThat(attacker().put("/" + globex.name(), Map.of("displayName", "Globex")).status()).isEqualTo(204);
        assertThat(globex.look().json().get("host").asText()).isEqualTo(globex.name() + ".example.com");
    }

    @Test
    @SuppressWarnings("try") // the variable only keeps the lock
    void aTenantAtItsOwnHostDoesNotWaitForAChangeOfHosts() {
        give(globex, globex.name() + ".example.com").requiring(200);
        String own = written(globex);
        try (HeldRealm change = HeldRealm.of(keycloak.database(), "hosts")) {
            assertThat(write(own).status()).isEqualTo(204);
            assertThat(write("https://other-" + globex.name() + ".example.com").status()).isEqualTo(503);
        }
        assertThat(written(globex)).isEqualTo(own);
    }

    @Test
    void aStandardRealmCannotTakeATenantsHost() {
        give(acme, host).requiring(200);
        String realm = TestTenants.newName();
        Map<String, Object> imported = new HashMap<>(at("https://" + host));
        imported.put("realm", realm);

        assertThat(keycloak.admin().post("", imported).status()).isEqualTo(409);
        assertThat(keycloak.admin().get("/" + realm).status()).isEqualTo(404);
        keycloak.admin().post("", Map.of("realm", realm)).requiring(201);
        assertThat(keycloak.admin().put("/" + realm, at("https://" + host)).status()).isEqualTo(409);
        assertThat(keycloak.admin().put("/" + realm, at(keycloak.server().url())).status()).isEqualTo(204);
    }

    @Test
    void anImportedTenantCannotTakeAnotherTenantsHost() {
        give(acme, host).requiring(200);
        String realm = TestTenants.newName();
        Map<String, Object> imported = new HashMap<>(at("https://" + host));
        imported.put("realm", realm);
        imported.put("components", Map.of("org.keycloak.storage.UserStorageProvider", List.of(Map.of(
                "name", "tenant", "providerId", "tenantry", "config", Map.of("enabled", List.of("true"))))));

        assertThat(keycloak.admin().post("", imported).status()).isEqualTo(409);
        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + realm).status()).isEqualTo(404);
    }

    @Test
    void aRestoredTenantGetsItsHostBackEvenIfAnAdminHasWrittenItMeanwhile() {
        give(acme, host).requiring(200);
        byte[] bundle = keycloak.admin().getBytes(TestTenants.PATH + "/" + acme.name() + "/bundle").body();
        TestTenants.drop(keycloak.admin(), acme.name()).requiring(204);
        assertThat(write("https://" + host).status()).isEqualTo(204);

        Answer restored = keycloak.admin().postBytes(TestTenants.PATH + "/bundle", "application/zip", bundle);
        assertThat(restored.status()).as(restored.body()).isEqualTo(201);
        assertThat(restored.json().get("host").asText()).isEqualTo(host);
    }
}

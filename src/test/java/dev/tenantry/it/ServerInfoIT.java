package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests what the admin console shows about the extension under "Provider info". */
@Tag("main")
final class ServerInfoIT {

    @Test
    void theServersProviderInfoShowsTheVersionAndNoSecret() {
        KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
        String url = keycloak.server().url();
        String token = new Realm(url, "master")
                .passwordGrant("admin-cli", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD)
                .json().get("access_token").asText();

        JsonNode info = Http.at(url + "/admin").bearer(token).get("/serverinfo").requiring(200).json()
                .at("/providers/tenants/providers/default/operationalInfo");

        assertThat(info.properties()).extracting(entry -> entry.getKey())
                .containsExactlyInAnyOrder("version", "tested on Keycloak", "databases");
        assertThat(Distribution.jar().getFileName().toString())
                .isEqualTo("keycloak-tenantry-" + info.get("version").asText() + ".jar");
        assertThat(info.get("tested on Keycloak").asText()).contains("26.7");
        assertThat(info.get("databases").asText()).isEqualTo("1");
    }
}

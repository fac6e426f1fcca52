package dev.tenantry.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests a server that has a separate host for administrators. */
final class ConsoleHostsIT {

    @Test
    void theLoginLeadsBackToThePageOnTheAdministratorsHost() {
        KeycloakUnderTest keycloak = KeycloakUnderTest.another("console-hosts", usual -> usual
                .withOption("hostname", "http://id.example")
                .withOption("hostname-admin", "http://admin.example"));
        try {
            assertThat(authorize(keycloak, "http://admin.example")).isEqualTo(200);
            assertThat(authorize(keycloak, "http://id.example")).isEqualTo(400);
            assertThat(Http.at(keycloak.server().url())
                    .get("/realms/master/.well-known/openid-configuration").json()
                    .get("authorization_endpoint").asText())
                    .startsWith("http://id.example/");
        } finally {
            keycloak.server().stop();
        }
    }

    private static int authorize(KeycloakUnderTest keycloak, String host) {
        String page = URLEncoder.encode(host + "/realms/master/tenants/console", StandardCharsets.UTF_8);
        return Http.at(keycloak.server().url() + "/realms/master/protocol/openid-connect/auth")
                .get("?client_id=tenants-console&response_type=code&scope=openid&code_challenge=" + "x".repeat(43)
                        + "&code_challenge_method=S256&redirect_uri=" + page)
                .status();
    }
}

package dev.tenantry.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests a server on which the tenants console is switched off. */
@Tag("long")
final class ConsoleSwitchIT {

    private static final String CLIENTS = "/master/clients";
    private static final String CLIENT = "tenants-console";

    @Test
    void aServerWithoutTheConsoleHasNoPageAndNoClientButKeepsAForeignClient() {
        KeycloakUnderTest keycloak = KeycloakUnderTest.another(
                "console-off", usual -> usual.withOption("spi-tenants--default--console", "false"));
        try {
            AdminApi admin = keycloak.admin();
            assertThat(Http.at(keycloak.server().url()).get("/realms/master/tenants/console").status()).isEqualTo(404);
            assertThat(admin.get(CLIENTS + "?clientId=" + CLIENT).json()).isEmpty();

            // the client that a start with the console switched on leaves
            admin.post(CLIENTS, Map.of("clientId", CLIENT, "attributes", Map.of("tenantry.console", "true")))
                    .requiring(201);
            restart(keycloak);
            assertThat(admin.get(CLIENTS + "?clientId=" + CLIENT).json()).isEmpty();

            admin.post(CLIENTS, Map.of("clientId", CLIENT)).requiring(201);
            restart(keycloak);
            assertThat(admin.get(CLIENTS + "?clientId=" + CLIENT).json()).hasSize(1);
        } finally {
            keycloak.server().stop();
        }
    }

    private static void restart(KeycloakUnderTest keycloak) {
        keycloak.server().stop();
        keycloak.server().start();
    }
}

package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.support.KeycloakServer;
import dev.tenantry.support.KeycloakSettings;
import dev.tenantry.support.KeycloakUnderTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad option stops the server, with one message that names it. */
final class BadOptionIT {

    @TempDir
    private Path folder;

    @Test
    void aBadValueStopsTheServerAndItsOptionIsNamed() {
        KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
        KeycloakSettings settings = KeycloakSettings.of(
                        KeycloakUnderTest.home(), List.of(KeycloakUnderTest.jar()), keycloak.database())
                .withOption("spi-tenants--default--schema-prefix", "Not-a-prefix")
                .withLog(folder.resolve("server.log"));
        try (KeycloakServer server = new KeycloakServer(settings, line -> {})) {
            assertThatThrownBy(server::start).hasMessageContaining("Keycloak ended before it was ready");

            assertThat(server.log()).containsOnlyOnce("Option --spi-tenants--default--schema-prefix must be");
            assertThat(server.log()).doesNotContain("Not-a-prefix").doesNotContain("\tat ");
        }
    }
}

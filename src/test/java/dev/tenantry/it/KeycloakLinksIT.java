package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.support.keycloak.ChangedClass;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakLibrary;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts a Keycloak that lacks a method that Tenantry calls and requires a method that Tenantry does not implement. */
final class KeycloakLinksIT {

    @TempDir
    private Path folder;

    @Test
    void aKeycloakThatLacksAMethodStopsTheServerAndOneMessageNamesWhatIsMissing() {
        Path home = Distribution.copy("links");
        KeycloakLibrary.of(home, "keycloak-model-jpa").change(
                "org/keycloak/models/jpa/PaginationUtils.class", ChangedClass.without("paginateQuery"));
        KeycloakLibrary.of(home, "keycloak-server-spi").change(
                "org/keycloak/organization/OrganizationProvider.class", ChangedClass.withAbstract("tomorrow"));
        KeycloakSettings settings = KeycloakSettings.of(
                        home, List.of(Distribution.jar()), KeycloakUnderTest.shared().database())
                .withOption("spi-tenants--default--untested-keycloak", "allow")
                .withLog(folder.resolve("server.log"))
                .toEndSoon();
        try (KeycloakServer server = new KeycloakServer(settings, line -> {})) {
            assertThatThrownBy(server::start).hasMessageContaining("Keycloak ended before it was ready");

            assertThat(server.log())
                    .containsOnlyOnce(" can't run on Keycloak 26.")
                    .containsOnlyOnce("method org.keycloak.models.jpa.PaginationUtils paginateQuery (")
                    .containsOnlyOnce("method org.keycloak.organization.OrganizationProvider tomorrow ()V (not implemented"
                            + " by dev.tenantry.keycloak.organization.TenantOrganizationProvider)")
                    .doesNotContain("Listening on").doesNotContain("\tat ");
        }
    }
}

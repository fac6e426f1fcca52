package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakLibrary;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.FilledDatabase;
import dev.tenantry.support.postgres.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server does not start if an option is invalid or missing. One message in the log names the option. */
final class BadOptionIT {

    @TempDir
    private Path folder;

    @Test
    void aBadValueStopsTheServerAndItsOptionIsNamed() {
        KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
        KeycloakSettings settings = KeycloakSettings.of(
                        Distribution.copy("bad-option"), List.of(Distribution.jar()), keycloak.database())
                .withOption("spi-tenants--default--schema-prefix", "Not-a-prefix")
                .withLog(folder.resolve("server.log"))
                .toEndSoon();
        try (KeycloakServer server = new KeycloakServer(settings, line -> {})) {
            assertThatThrownBy(server::start).hasMessageContaining("Keycloak ended before it was ready");

            assertThat(server.log()).containsOnlyOnce("Option --spi-tenants--default--schema-prefix must be");
            assertThat(server.log()).doesNotContain("Not-a-prefix");
            assertThat(log(server)).doesNotContain("\tat ");
        }
    }

    @Test
    @Tag("long")
    void signUpWithoutAFixedHostnameStopsTheServerAndBothOptionsAreNamed() {
        KeycloakSettings settings = KeycloakSettings.of(Distribution.copy("bad-option"), List.of(Distribution.jar()),
                        KeycloakUnderTest.shared().database())
                .withOption("spi-tenants--default--sign-up", "true")
                .withLog(folder.resolve("server.log"))
                .toEndSoon();
        try (KeycloakServer server = new KeycloakServer(settings, line -> {})) {
            assertThatThrownBy(server::start).hasMessageContaining("Keycloak ended before it was ready");

            assertThat(log(server))
                    .containsOnlyOnce("Option --spi-tenants--default--sign-up needs Keycloak's option --hostname.")
                    .contains("--hostname-strict=false").doesNotContain("\tat ");
        }
    }

    @Test
    @Tag("long")
    void anUntestedKeycloakStopsTheServerAndTheLogNamesTheOptionThatAllowsIt() {
        KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
        Path home = Distribution.copy("bad-option");
        pretend(home, "99.1.0");
        KeycloakSettings settings = KeycloakSettings.of(home, List.of(Distribution.jar()), keycloak.database())
                .withLog(folder.resolve("server.log"))
                .toEndSoon();
        try (KeycloakServer server = new KeycloakServer(settings, line -> {})) {
            assertThatThrownBy(server::start).hasMessageContaining("Keycloak ended before it was ready");

            assertThat(server.log()).containsOnlyOnce("Option --spi-tenants--default--untested-keycloak must be allow"
                    + " for a start on Keycloak 99.1.0: Tenantry ");
            assertThat(log(server)).doesNotContain("\tat ");
        }
    }

    @Test
    void anUntestedKeycloakStartsIfItsOperatorAllowsItAndTheLogNamesItsVersion() {
        Path home = Distribution.copy("bad-option");
        pretend(home, "99.1.0");
        // Keycloak stores its version in the database. A lower version might refuse the database, so this is a copy.
        TestDatabase database = FilledDatabase.copy("untested");
        KeycloakSettings settings = KeycloakSettings.of(home, List.of(Distribution.jar()), database)
                .withOption("spi-tenants--default--untested-keycloak", "allow")
                .withLog(folder.resolve("server.log"))
                .toEndSoon();
        try (KeycloakServer server = new KeycloakServer(settings, line -> {})) {
            server.start();

            assertThat(server.log()).containsOnlyOnce(" was not tested on Keycloak 99.1.0, but on 26.");
            AdminApi admin = new AdminApi(
                    server.url(), "master", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD);
            assertThat(admin.post(TestTenants.PATH, TestTenants.request("acme", "ada", "lovelace-1815")).status())
                    .isEqualTo(201);
        }
    }

    @Test
    @Tag("long")
    void aDatabaseUserThatMayNotCreateRolesStopsTheServer() {
        KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
        TestDatabase database = keycloak.database();
        database.execute("create role few_rights login password 'few-rights-secret'");
        database.execute("grant create on database \"" + database.value("select current_database()") + "\" to few_rights");
        KeycloakSettings settings = KeycloakSettings.of(
                        Distribution.copy("bad-option"), List.of(Distribution.jar()), database)
                .withOption("spi-tenants--default--db-url", database.url())
                .withOption("spi-tenants--default--db-username", "few_rights")
                .withOption("spi-tenants--default--db-password", "few-rights-secret")
                .withLog(folder.resolve("server.log"))
                .toEndSoon();
        try (KeycloakServer server = new KeycloakServer(settings, line -> {})) {
            assertThatThrownBy(server::start).hasMessageContaining("Keycloak ended before it was ready");

            assertThat(server.log()).containsOnlyOnce("Option --spi-tenants--default--schema-roles needs");
            assertThat(server.log()).doesNotContain("few-rights-secret");
            assertThat(log(server)).doesNotContain("\tat ");
        } finally {
            database.execute("drop owned by few_rights");
            database.execute("drop role few_rights");
        }
    }

    /** The log without Netty's warning that the test's own health check reached a server that was stopping. */
    private static String log(KeycloakServer server) {
        return server.log().replaceAll("(?m)^.*Failed to register an accepted channel.*\\R(\\tat .*\\R)+", "");
    }

    /** Changes the version that the distribution reports as its own. */
    private static void pretend(Path home, String version) {
        KeycloakLibrary.of(home, "keycloak-common").change("keycloak-version.properties", file ->
                new String(file, StandardCharsets.UTF_8)
                        .replaceAll("(?m)^version=.*", "version=" + version)
                        .getBytes(StandardCharsets.UTF_8));
    }
}

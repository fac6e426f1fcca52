package dev.tenantry.it.testkit;

import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.testkit.IsolationChecks;
import dev.tenantry.testkit.TenantryKeycloak;
import dev.tenantry.testkit.TestTenant;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The isolation checks. The code between the two comments is in docs/guides/test-kit.md, word for word. */
final class IsolationIT {

    private static final URI SERVER = URI.create(KeycloakUnderTest.shared().server().url());
    private static final String USERNAME = KeycloakServer.ADMIN_USERNAME;
    private static final String PASSWORD = KeycloakServer.ADMIN_PASSWORD;

    // From here on in docs/guides/test-kit.md.
    @RegisterExtension
    static final TenantryKeycloak keycloak = TenantryKeycloak.running(SERVER, USERNAME, PASSWORD);

    @TestFactory
    Stream<DynamicTest> tenantsAreKeptApart(TestTenant one, TestTenant other) {
        return IsolationChecks.between(one, other);
    }
    // To here.
}

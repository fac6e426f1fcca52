package dev.tenantry.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint of tenant A that requires a credential refuses the credentials of tenant B's users and clients, and
 * A's endpoints find nothing by the ids of B's objects. Both tenants have the users ada and grace.
 */
@Tag("main")
final class IsolationIT {

    private static final MailServer MAIL = new MailServer();
    private static List<Endpoint> endpoints;

    private final TestTenants tenants = new TestTenants(KeycloakUnderTest.disturbed());

    @BeforeAll
    static void readTheServersClasses() throws IOException {
        try (ServerClasses classes = ServerClasses.of(Distribution.home())) {
            endpoints = Endpoints.of(classes);
        }
    }

    @AfterAll
    static void stopMail() {
        MAIL.close();
    }

    @Test
    void theServersEndpointsAreFound() {
        assertThat(endpoints.stream().filter(Endpoint::isAdmin)).hasSizeGreaterThan(430);
        assertThat(endpoints.stream().filter(Endpoint::isAccount)).hasSizeGreaterThan(60);
        assertThat(endpoints.stream().filter(one -> !one.isAdmin() && !one.isAccount())).hasSizeGreaterThan(100);
        assertThat(endpoints).extracting(Endpoint::toString).contains(
                "GET /admin/realms/{realm}/users/{user-id}/role-mappings/clients/{client-id}/composite",
                "DELETE /admin/realms/{realm}/organizations/{org-id}/members/{member-id}",
                "GET /admin/realms/{realm}/ui-ext/brute-force-user",
                "POST /admin/realms/{realm}/user-storage/{id}/sync",
                "GET /admin/realms/{realm}/tenants/{name}/bundle",
                "DELETE /realms/{realm}/account/sessions/{id}",
                "POST /realms/{realm}/protocol/openid-connect/token",
                "POST /realms/{realm}/protocol/openid-connect/token/introspect",
                "POST /realms/{realm}/protocol/openid-connect/ext/par/request",
                "PUT /realms/{realm}/clients-registrations/openid-connect/{clientId}",
                "GET /realms/{realm}/login-actions/action-token");
    }

    @Test
    void credentialsAndIdsOfOneTenantOpenNothingInAnother() {
        FullTenant acme = FullTenant.of(tenants.provision("ada", FullTenant.PASSWORD), MAIL);
        FullTenant globex = FullTenant.of(tenants.provision("ada", FullTenant.PASSWORD), MAIL);
        Matrix matrix = new Matrix("Every endpoint of tenant A with what is of tenant B", "endpoint of A");

        new Trial(endpoints, acme, globex, matrix).run();
    }
}

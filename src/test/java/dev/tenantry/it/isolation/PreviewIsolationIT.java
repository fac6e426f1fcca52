package dev.tenantry.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.it.PreviewServer;
import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.Distribution;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The endpoints of the features that only the preview server has: SCIM, and the issuance of verifiable credentials. A
 * server without the features answers these requests with 404, so {@link IsolationIT} shows nothing about them.
 */
final class PreviewIsolationIT {

    private final TestTenants tenants = new TestTenants(PreviewServer.get());

    @Test
    void credentialsAndIdsOfOneTenantOpenNothingInAnother() throws IOException {
        List<Endpoint> endpoints = endpoints();
        assertThat(endpoints).extracting(Endpoint::toString).contains(
                "GET /realms/{realm}/scim/v2/{resourceType}",
                "PATCH /realms/{realm}/scim/v2/{resourceType}/{id}",
                "POST /realms/{realm}/protocol/oid4vc/credential");
        try (MailServer mail = new MailServer()) {
            FullTenant acme = FullTenant.of(tenants.provision("ada", FullTenant.PASSWORD), mail);
            FullTenant globex = FullTenant.of(tenants.provision("ada", FullTenant.PASSWORD), mail);
            Matrix matrix = new Matrix("Every endpoint of a preview feature of tenant A with what is of tenant B",
                    "endpoint of A");

            new Trial(endpoints, acme, globex, matrix).run();
        }
    }

    private static List<Endpoint> endpoints() throws IOException {
        try (ServerClasses classes = ServerClasses.of(Distribution.home())) {
            return Endpoints.of(classes).stream()
                    .filter(one -> one.isScim() || one.path().contains("oid4vc") || one.path().contains("verifiable"))
                    .toList();
        }
    }
}

package dev.tenantry.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.testkit.TenantryKeycloak;
import dev.tenantry.testkit.TestTenant;
import dev.tenantry.testkit.TestUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The test of an application in docs/guides/test-kit.md. Only the path of the JAR differs: it is the build's. */
@Tag("containers")
@Tag("docker")
final class TenantsInContainersIT {

    // From here on in docs/guides/test-kit.md.
    @RegisterExtension
    static final TenantryKeycloak keycloak = TenantryKeycloak.inContainers(Distribution.jar());

    @Test
    void aTokenOfOneTenantIsNoTokenOfTheOther(TestTenant acme, TestTenant globex) throws Exception {
        TestUser grace = acme.addUser("grace", "cobol-1959");
        String token = acme.accessToken(grace);

        assertThat(userinfo(acme, token)).isEqualTo(200);
        assertThat(userinfo(globex, token)).isEqualTo(401);
    }

    private static int userinfo(TestTenant tenant, String token) throws Exception {
        URI address = URI.create(tenant.issuer() + "/protocol/openid-connect/userinfo");
        HttpRequest request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    }
    // To here.
}

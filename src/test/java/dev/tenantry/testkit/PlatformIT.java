package dev.tenantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.client.TenantsException;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class PlatformIT {

    private static final String URL = KeycloakUnderTest.shared().server().url();

    private static Platform start(String url, String password) {
        return new Server.Running(URI.create(url), KeycloakServer.ADMIN_USERNAME, password).start().requiringTenants();
    }

    @Test
    void aServerWithTheTenantsApiIsAccepted() {
        Platform platform = start(URL, KeycloakServer.ADMIN_PASSWORD);

        assertThat(platform.url()).isEqualTo(URL);
        platform.close();
    }

    @Test
    void anAddressWithoutTheTenantsApiIsReported() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(URL + "/elsewhere", KeycloakServer.ADMIN_PASSWORD))
                .withMessageContaining("There is no tenants API at " + URL + "/elsewhere");
    }

    @Test
    void aWrongPasswordIsReportedAsARefusal() {
        assertThatExceptionOfType(TenantsException.class)
                .isThrownBy(() -> start(URL, "wrong"))
                .satisfies(refused -> assertThat(refused.status()).isIn(400, 401));
    }
}

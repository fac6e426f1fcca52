package dev.tenantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The version of Keycloak that the test kit starts. The version is repeated in the code, since Maven does not fill it
 * in.
 */
final class ContainersTest {

    @Test
    void theTestKitStartsTheKeycloakThatTheBuildIsTestedOn() throws IOException {
        String version = Containers.KEYCLOAK.replaceFirst("^quay.io/keycloak/keycloak:", "");

        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<keycloak.server.version>" + version + "</keycloak.server.version>");
        assertThat(Files.readString(Path.of("docs/guides/test-kit.md"))).contains("Keycloak " + version);
    }
}

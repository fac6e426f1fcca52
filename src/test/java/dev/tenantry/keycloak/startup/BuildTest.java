package dev.tenantry.keycloak.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.Version;

/** The versions of Keycloak that count as tested for a build. */
final class BuildTest {

    private static final Build BUILD = new Build("1.0.0", List.of("26.7", "27.0"));

    @ParameterizedTest
    @ValueSource(strings = {"26.7.0", "26.7.3", "26.7.12", "26.7", "26.7.4-SNAPSHOT", "26.7.3.redhat-00001", "27.0.1"})
    void anyPatchOfATestedMinorIsTested(String keycloak) {
        assertThat(BUILD.wasTestedOn(keycloak)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.6.4", "26.8.0", "26.70.0", "2.7.0", "126.7.0", "27.7.0", "999.0.0-SNAPSHOT", "UNKNOWN", ""})
    void noOtherVersionIsTested(String keycloak) {
        assertThat(BUILD.wasTestedOn(keycloak)).isFalse();
    }

    @Test
    void thisBuildKnowsItsVersionAndTheKeycloakThatItIsCompiledAgainst() {
        assertThat(Build.current().version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(Build.current().wasTestedOn(Version.VERSION)).isTrue();
    }
}

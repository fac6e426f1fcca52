package dev.tenantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the test kit finds Tenantry's provider JAR. */
final class ProviderJarTest {

    @Test
    void aJarOnTheClassPathIsFound(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("a provider.jar");
        try (JarOutputStream content = new JarOutputStream(Files.newOutputStream(jar))) {
            content.putNextEntry(new JarEntry("dev/tenantry/keycloak/session/TenantsProviderFactory.class"));
        }

        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(ProviderJar.onClassPathOf(loader)).isEqualTo(jar);
        }
    }

    @Test
    void classesOutsideAJarAreRefused() {
        assertThatIllegalStateException().isThrownBy(TenantryKeycloak::inContainers)
                .withMessageContaining("dev.tenantry:keycloak-tenantry without a classifier");
    }
}

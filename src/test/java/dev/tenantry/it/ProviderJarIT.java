package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests what the provider JAR contains, and what the JAR must not contain. */
@Tag("main")
final class ProviderJarIT {

    @Test
    void everyClassIsTenantrysOwnOrRelocated() throws IOException {
        assertThat(entries()).filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("dev/tenantry/"));
    }

    @Test
    void theServiceFilesOfShadedLibrariesAreRelocated() throws IOException {
        assertThat(entries()).contains("META-INF/services/dev.tenantry.shaded.flyway.core.extensibility.Plugin");
        assertThat(entries()).filteredOn(name -> name.startsWith("META-INF/services/"))
                .noneMatch(name -> name.contains("org.flywaydb") || name.contains("tools.jackson"));
    }

    @Test
    void theJarContainsScriptsTemplatesThemesAndLicenses() throws IOException {
        assertThat(entries()).contains(
                "META-INF/beans.xml",
                "META-INF/LICENSE",
                "META-INF/licenses/keycloak-js/LICENSE.txt",
                "META-INF/tenantry/keycloak-links.txt",
                "dev/tenantry/web/rest/openapi.yaml",
                "dev/tenantry/cli/tenants.schema.json",
                "db/registry/V1__registry.sql",
                "db/tenant/V1__tables.sql",
                "db/tenant/V2__search_index.sql",
                "realm-export/default.json",
                "theme/tenantry/login/theme.properties",
                "theme-resources/templates/tenants-sign-up.ftl",
                "theme-resources/messages/messages_de.properties");
    }

    @Test
    void theNoticeNamesAllShadedLibrariesAndTheJarContainsTheirLicenses() throws IOException {
        assertThat(entries()).filteredOn(name -> name.matches("dev/tenantry/shaded/.*\\.class"))
                .extracting(name -> name.split("/")[3])
                .containsOnly("hikari", "flyway", "jackson", "picocli", "snakeyaml");
        assertThat(text("META-INF/NOTICE"))
                .contains("HikariCP", "flyway-core", "flyway-database-postgresql", "jackson-core", "jackson-databind",
                        "jackson-jr-objects", "picocli", "snakeyaml-engine");
        assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0, January 2004");
        assertThat(text("META-INF/licenses/flyway-core-jar/LICENSE.txt")).contains("Red Gate Software");
        assertThat(text("META-INF/licenses/jackson-core-jar/thirdparty-LICENSE")).contains("BSD License");
        assertThat(entries()).contains(
                "META-INF/licenses/jackson-core-jar/FastDoubleParser-LICENSE",
                "META-INF/licenses/jackson-core-jar/NOTICE",
                "META-INF/licenses/jackson-databind-jar/LICENSE",
                "META-INF/licenses/jackson-jr-objects-jar/LICENSE");
    }

    @Test
    void theManifestNamesTheProductAndItsVersion() throws IOException {
        try (JarFile jar = new JarFile(Distribution.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Implementation-Title")).isEqualTo("Tenantry");
            assertThat(Distribution.jar().getFileName().toString())
                    .isEqualTo("keycloak-tenantry-" + manifest.getValue("Implementation-Version") + ".jar");
        }
    }

    @Test
    void theJarRunsTheCommandLine() throws IOException {
        try (JarFile jar = new JarFile(Distribution.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Path file = Distribution.jar().toAbsolutePath();

            assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.tenantry.cli.Tenantry");
            assertThat(Program.of(file.getParent(), List.of(java, "-jar", file.toString(), "--version")).output())
                    .isEqualToIgnoringNewLines("tenantry " + manifest.getValue("Implementation-Version"));
        }
    }

    @Test
    void theClientIsInAJarOfItsOwn() throws IOException {
        assertIsInAJarOfItsOwn("client", "dev/tenantry/client/", "TenantsClient");
    }

    @Test
    void theTestKitIsInAJarOfItsOwn() throws IOException {
        assertIsInAJarOfItsOwn("test-kit", "dev/tenantry/testkit/", "TenantryKeycloak");
    }

    private static void assertIsInAJarOfItsOwn(String classifier, String folder, String mainClass) throws IOException {
        String jar = Distribution.jar().toString().replaceFirst("\\.jar$", "-" + classifier + ".jar");

        assertThat(entries()).noneMatch(name -> name.startsWith(folder));
        assertThat(entries(Path.of(jar))).contains(folder + mainClass + ".class", "META-INF/LICENSE")
                .allMatch(name -> name.startsWith(folder) || name.startsWith("META-INF/")
                        || name.equals("dev/") || name.equals("dev/tenantry/"));
    }

    private static String text(String entry) throws IOException {
        try (JarFile jar = new JarFile(Distribution.jar().toFile());
                InputStream content = jar.getInputStream(jar.getEntry(entry))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> entries() throws IOException {
        return entries(Distribution.jar());
    }

    private static List<String> entries(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }
}

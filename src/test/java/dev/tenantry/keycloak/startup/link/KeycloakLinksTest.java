package dev.tenantry.keycloak.startup.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Renews the file of links if it is run with {@code -Dtenantry.docs=renew}. */
final class KeycloakLinksTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path FILE = Path.of("src/main/resources" + KeycloakLinks.FILE);

    @Test
    void theFileHasAllLinksOfTheCompiledClasses() throws IOException {
        ClassFileLinks links = new ClassFileLinks();
        for (Path file : classFilesOfTheProvider()) {
            links.read(Files.readAllBytes(file));
        }
        if ("renew".equals(System.getProperty("tenantry.docs"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, links.lines());
            return;
        }
        assertThat(FILE).as("written by mvn test -Dtest=KeycloakLinksTest -Dtenantry.docs=renew")
                .content().isEqualTo(links.lines());
    }

    @Test
    void theLinksIncludeMembersThatOurClassesInheritAndInterfacesOfLambdas() throws IOException {
        assertThat(Files.readAllLines(FILE)).contains(
                "class org.keycloak.models.RealmModel",
                "method org.keycloak.models.RealmModel getId ()Ljava/lang/String;",
                "field org.keycloak.common.Version VERSION Ljava/lang/String;",
                "implementation dev.tenantry.keycloak.user.TenantUser",
                "lambda org.keycloak.models.KeycloakSessionTask run",
                "method dev.tenantry.keycloak.organization.TenantOrganizationProvider getOrganizationGroup"
                        + " (Lorg/keycloak/models/OrganizationModel;)Lorg/keycloak/models/GroupModel;");
    }

    /**
     * Leaves out the links of classes that need a library of the server, if the class path of the tests lacks the
     * library.
     */
    @Test
    void allLinksResolveOnTheKeycloakThatWeCompileAgainst() {
        LinkReport report = KeycloakLinks.written().resolve(getClass().getClassLoader());

        assertThat(report.missing())
                .filteredOn(missing -> !missing.matches(".*NoClassDefFoundError: (freemarker|org/infinispan)/.*"))
                .isEmpty();
        assertThat(report.withoutEffect()).isEmpty();
    }

    /** The client and the test kit are in JARs of their own, which no server loads. */
    private static List<Path> classFilesOfTheProvider() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("dev/tenantry"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.startsWith(CLASSES.resolve("dev/tenantry/client")))
                    .filter(file -> !file.startsWith(CLASSES.resolve("dev/tenantry/testkit")))
                    .toList();
        }
    }
}

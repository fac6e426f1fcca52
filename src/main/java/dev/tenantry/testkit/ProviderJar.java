package dev.tenantry.testkit;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Finds Tenantry's JAR, which is then copied into Keycloak's folder {@code providers/}. */
final class ProviderJar {

    private static final String IN_IT = "dev/tenantry/keycloak/session/TenantsProviderFactory.class";

    private ProviderJar() {}

    static Path onClassPathOf(ClassLoader loader) {
        URL found = loader.getResource(IN_IT);
        try {
            if (found != null && found.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("Not a JAR in a file: " + found, e);
        }
        throw new IllegalStateException("The provider JAR is not on the class path: add the dependency"
                + " dev.tenantry:keycloak-tenantry without a classifier, or pass its path");
    }
}

package dev.tenantry.keycloak.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the extension, and the versions of Keycloak that it was tested on.
 *
 * @param keycloakMinors the tested minor versions of Keycloak, such as {@code 26.7}; patch versions are not
 *     distinguished, but each minor version may change Keycloak's internals without notice
 */
record Build(String version, List<String> keycloakMinors) {

    private static final Pattern MINOR = Pattern.compile("(\\d+\\.\\d+)(\\..*)?");

    /**
     * Reads the versions from a file that Maven writes. Does not use the manifest, which exists only if the classes are
     * in a JAR.
     */
    static Build current() {
        Properties written = new Properties();
        try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
            written.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(written.getProperty("version"), List.of(written.getProperty("keycloak.minors").split(",")));
    }

    /**
     * True if this version of Tenantry was tested on the minor version of Keycloak.
     *
     * @param keycloak the version as Keycloak reports it, such as {@code 26.7.3}
     */
    boolean wasTestedOn(String keycloak) {
        Matcher minor = MINOR.matcher(keycloak);
        return minor.matches() && keycloakMinors.contains(minor.group(1));
    }
}

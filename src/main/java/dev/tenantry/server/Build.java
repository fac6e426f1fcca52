package dev.tenantry.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version of the extension this is, and on which versions of Keycloak it was tested.
 *
 * @param keycloakMinors such as {@code 26.7}: a patch is like another, while what Keycloak calls internal changes from
 *     minor to minor, without a word
 */
record Build(String version, List<String> keycloakMinors) {

    private static final Pattern MINOR = Pattern.compile("(\\d+\\.\\d+)(\\..*)?");

    /** As Maven wrote it down; the manifest has it as well, but not where classes are not in a JAR. */
    static Build current() {
        Properties written = new Properties();
        try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
            written.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(written.getProperty("version"), List.of(written.getProperty("keycloak.minors").split(",")));
    }

    /** @param keycloak what Keycloak says that it is, such as {@code 26.7.3} */
    boolean wasTestedOn(String keycloak) {
        Matcher minor = MINOR.matcher(keycloak);
        return minor.matches() && keycloakMinors.contains(minor.group(1));
    }
}

package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.TestDatabase;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings of a Keycloak server. Option names are those of the command line without the leading dashes.
 *
 * @param home the unpacked distribution; for a container, the folder of its log
 * @param providers the provider JARs to install, and no others
 * @param database the database of Keycloak's own data, as the server reaches it
 * @param buildOptions options of {@code kc.sh build} in addition to the usual ones; an option can replace a usual one
 * @param options options of {@code kc.sh start} in addition to the usual ones; an option can replace a usual one
 * @param javaOptions options of the server's Java in addition to the usual ones
 * @param httpPort zero for any free port
 * @param log the file that takes the server's output
 */
public record KeycloakSettings(Path home, List<Path> providers, TestDatabase database,
                               Map<String, String> buildOptions, Map<String, String> options,
                               String javaOptions, int httpPort, Path log) {

    /** {@code allow} lets every server of the tests start on a Keycloak that the build does not name as tested. */
    private static final String UNTESTED_KEYCLOAK = "tenantry.untested-keycloak";

    private static final String POSTGRES_VERSION = "tenantry.postgres.version";

    /**
     * Switches off the optimizing compiler, which does not pay off in a short run: a build needs half of the processor
     * time, and a start two thirds.
     */
    static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** The file that leaves only the arithmetic of keys to the optimizing compiler. */
    static final Path DIRECTIVES = resource("optimize-keys-only.json");

    /** The file's name is in quotes, which kc.sh removes: the folder of the project may have a blank in its name. */
    private static final String OPTIMIZED_KEYS = "-XX:+UnlockDiagnosticVMOptions -XX:CompileCommand=quiet"
            + " '-XX:CompilerDirectivesFile=" + DIRECTIVES + "'";

    /**
     * Selects the serial garbage collector. The tests keep all processors busy, and a concurrent collector would use a
     * tenth more processor time.
     */
    private static final String FEW_THREADS = "-XX:-UseG1GC -XX:+UseSerialGC";

    public KeycloakSettings {
        providers = List.copyOf(providers);
        buildOptions = Map.copyOf(buildOptions);
        options = Map.copyOf(options);
    }

    /** Returns settings with the usual options, any free port, and a log file in the home. */
    public static KeycloakSettings of(Path home, List<Path> providers, TestDatabase database) {
        String untested = System.getProperty(UNTESTED_KEYCLOAK);
        Map<String, String> options = new TreeMap<>();
        if (untested != null) {
            options.put("spi-tenants--default--untested-keycloak", untested);
        }
        if (System.getProperty(POSTGRES_VERSION, "").startsWith("15.")) {
            options.put("spi-tenants--default--schema-roles", "true-on-15");
        }
        return new KeycloakSettings(home, providers, database, Map.of(), options, "", 0, home.resolve("server.log"));
    }

    public KeycloakSettings withBuildOption(String name, String value) {
        return new KeycloakSettings(home, providers, database, with(buildOptions, name, value), options,
                javaOptions, httpPort, log);
    }

    public KeycloakSettings withOption(String name, String value) {
        return new KeycloakSettings(home, providers, database, buildOptions, with(options, name, value),
                javaOptions, httpPort, log);
    }

    /** Removes an option, for instance because its value comes from a keystore. */
    public KeycloakSettings withoutOption(String name) {
        Map<String, String> fewer = new TreeMap<>(options);
        fewer.remove(name);
        return new KeycloakSettings(home, providers, database, buildOptions, fewer,
                javaOptions, httpPort, log);
    }

    /** Adds a provider JAR. */
    public KeycloakSettings withProvider(Path jar) {
        List<Path> more = Stream.concat(providers.stream(), Stream.of(jar)).toList();
        return new KeycloakSettings(home, more, database, buildOptions, options, javaOptions, httpPort, log);
    }

    public KeycloakSettings withHttpPort(int port) {
        return new KeycloakSettings(home, providers, database, buildOptions, options, javaOptions, port, log);
    }

    public KeycloakSettings withJavaOptions(String more) {
        return new KeycloakSettings(home, providers, database, buildOptions, options, more, httpPort, log);
    }

    /** Sets Java options for a server or a command that ends soon. */
    public KeycloakSettings toEndSoon() {
        return withJavaOptions(OPTIMIZED_KEYS + " " + FEW_THREADS);
    }

    /** Sets Java options for a server that runs long and has much to compute, such as realms' keys. */
    public KeycloakSettings toStay() {
        return withJavaOptions(FEW_THREADS);
    }

    public KeycloakSettings withLog(Path file) {
        return new KeycloakSettings(home, providers, database, buildOptions, options, javaOptions, httpPort, file);
    }

    private static Map<String, String> with(Map<String, String> options, String name, String value) {
        Map<String, String> more = new TreeMap<>(options);
        more.put(name, value);
        return more;
    }

    private static Path resource(String name) {
        try {
            return Path.of(KeycloakSettings.class.getResource(name).toURI());
        } catch (URISyntaxException neverInATest) {
            throw new IllegalStateException(neverInATest);
        }
    }
}

package dev.tenantry.support.keycloak;

import dev.tenantry.support.process.CommandLine;
import dev.tenantry.support.process.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts a built Keycloak: as a server on two ports of this machine only, or for a command beside the server. */
record KeycloakStart(KeycloakSettings settings, int httpPort, int managementPort) {

    static final String REALM_CACHE = "cache-embedded-realms-max-count";
    static final String HEAP = "-Xms256m -Xmx1g";

    KeycloakProcess launch() {
        Map<String, String> options = new TreeMap<>();
        options.put("http-host", "127.0.0.1");
        options.put("http-port", Integer.toString(httpPort));
        options.put("http-management-port", Integer.toString(managementPort));
        options.putAll(serverOptions(settings));
        return launch("start", options);
    }

    /** Runs {@code export} or {@code import} on the server's database; neither listens on the server's ports. */
    KeycloakProcess launchBeside(String command, Map<String, String> more) {
        Map<String, String> options = databaseOptions(settings);
        options.putAll(more);
        return launch(command, options);
    }

    /** Returns a command beside the server as a program, as a shell would run it. */
    Program program(String command) {
        List<String> line = new ArrayList<>();
        line.add(settings.home().resolve("bin").resolve("kc.sh").toString());
        line.addAll(line(command, databaseOptions(settings)));
        return new Program(line, settings.home(), environment(), "");
    }

    private KeycloakProcess launch(String command, Map<String, String> options) {
        return KeycloakProcess.launch(settings.home(), line(command, options), environment(), settings.log());
    }

    private static List<String> line(String command, Map<String, String> options) {
        List<String> line = new ArrayList<>(CommandLine.of(command, options));
        line.add("--optimized");
        return line;
    }

    /** The options of every server, on this machine or in a container. */
    static Map<String, String> serverOptions(KeycloakSettings settings) {
        Map<String, String> options = new TreeMap<>();
        options.put("http-enabled", "true");
        options.put("hostname-strict", "false");
        options.put("cache", "local");
        // A realm needs about 30 entries. If one is missing, each call of master's admin reads all roles of all realms.
        options.put(REALM_CACHE, "100000");
        // At the default level, the server logs a line each time that the tests ask if it is ready.
        options.put("log-level-io.smallrye.health", "warn");
        options.putAll(databaseOptions(settings));
        return options;
    }

    private static Map<String, String> databaseOptions(KeycloakSettings settings) {
        Map<String, String> options = new TreeMap<>();
        options.put("db-url", settings.database().url());
        options.put("db-username", settings.database().username());
        options.putAll(settings.options());
        return options;
    }

    private Map<String, String> environment() {
        return Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakServer.ADMIN_USERNAME,
                "KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakServer.ADMIN_PASSWORD,
                "KC_DB_PASSWORD", settings.database().password(),
                "JAVA_OPTS_APPEND", settings.javaOptions(),
                "JAVA_OPTS_KC_HEAP", HEAP);
    }
}

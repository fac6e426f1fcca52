package dev.tenantry.it.life;

import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands of a documentation page, to be run in a shell. In this shell {@code tenantry}, {@code kc.sh} and
 * {@code kcadm.sh} belong to the server under test and have its administrator's password. The address of the server
 * under test replaces the server's address in the page.
 */
record DocumentedCommands(String text) {

    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)\n```");
    /** The address of the server that {@code mvn -Prun} or compose starts. */
    private static final String DEV_SERVER = "http://localhost:8080";

    private static final Duration TIMEOUT = Duration.ofMinutes(20);

    /** All commands of a page in {@code docs}. */
    static DocumentedCommands of(String page) throws IOException {
        return new DocumentedCommands(commands(page(page)));
    }

    /** The commands of a page that are below the given headings. */
    static DocumentedCommands below(String page, String... headings) throws IOException {
        String text = page(page);
        return new DocumentedCommands(Arrays.stream(headings)
                .map(heading -> commands(section(text, "\n## " + heading + "\n")))
                .collect(Collectors.joining("\n")));
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("docs", name));
    }

    private static String section(String text, String heading) {
        int begin = text.indexOf(heading);
        if (begin < 0) {
            throw new IllegalArgumentException("There is no" + heading);
        }
        int end = text.indexOf("\n## ", begin + 1);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    private static String commands(String text) {
        return BLOCK.matcher(text).results().map(block -> block.group(1)).collect(Collectors.joining("\n"));
    }

    DocumentedCommands then(DocumentedCommands more) {
        return new DocumentedCommands(text + "\n" + more.text);
    }

    /** Runs the commands in order, until one command fails. */
    Program.Result run(Path folder, KeycloakUnderTest keycloak) {
        Program export = keycloak.onThisMachine().program("export");
        Program tenantry = OperatorsShell.of(folder).program();
        Map<String, String> environment = new HashMap<>(export.environment());
        environment.putAll(tenantry.environment());
        environment.put("KEYCLOAK_URL", keycloak.server().url());
        environment.put("KC_CLI_PASSWORD", KeycloakServer.ADMIN_PASSWORD);
        String script = """
                kc.sh() { shift; %s "$@"; }
                kcadm.sh() { '%s' "$@" --config kcadm.config; }
                tenantry() { %s "$@"; }
                %s
                """.formatted(quoted(export), Distribution.home().resolve("bin").resolve("kcadm.sh"), quoted(tenantry),
                text.replace(DEV_SERVER, keycloak.server().url()));
        return new Program(List.of("bash", "-euo", "pipefail", "-c", script), folder, environment, "").run(TIMEOUT);
    }

    private static String quoted(Program program) {
        return program.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }
}

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
 * Commands of a page of the documentation, for a shell to which {@code tenantry}, {@code kc.sh} and {@code kcadm.sh} are
 * those of the server under test, as its administrator, and that server is where the pages have one.
 */
record DocumentedCommands(String text) {

    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)\n```");
    /** Where {@code mvn -Prun} and compose have theirs. */
    private static final String DEV_SERVER = "http://localhost:8080";

    private static final Duration TIMEOUT = Duration.ofMinutes(20);

    /** All of a page in {@code docs}. */
    static DocumentedCommands of(String page) throws IOException {
        return new DocumentedCommands(commands(page(page)));
    }

    /** Those below some of its headings. */
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

    /** Runs one after the other until one of them fails. */
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

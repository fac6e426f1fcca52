package dev.tenantry.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The result of a command that ran in this JVM. */
record Run(int exitCode, String output, String errors) {

    private static final Map<String, String> ADA = Map.of(
            "TENANTRY_USERNAME", "ada", "TENANTRY_PASSWORD", "lovelace-1815");

    /** Runs the command without a user at the terminal. */
    static Run of(CannedServer server, String... words) {
        return of(server, ADA, "", words);
    }

    static Run of(CannedServer server, Map<String, String> environment, String input, String... words) {
        return of(at(server, environment), input, null, words);
    }

    static Run withoutServer(String... words) {
        return of(Map.of(), "", null, words);
    }

    /** Runs the command with a user at the terminal who gives this answer to every question. */
    static Run answering(String answer, CannedServer server, Map<String, String> environment, String... words) {
        Prompt prompt = new Prompt() {

            @Override
            public String answer(String question) {
                return answer;
            }

            @Override
            public String secret(String question) {
                return answer;
            }
        };
        return of(at(server, environment), "", prompt, words);
    }

    static Run answering(String answer, CannedServer server, String... words) {
        return answering(answer, server, ADA, words);
    }

    private static Run of(Map<String, String> environment, String input, Prompt prompt, String... words) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader(input)), stream(output), stream(errors), prompt);
        int exitCode = new Tenantry(terminal, environment, Duration.ZERO).run(words);
        return new Run(exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, String> at(CannedServer server, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KEYCLOAK_URL", server.url() + "/");
        return all;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}

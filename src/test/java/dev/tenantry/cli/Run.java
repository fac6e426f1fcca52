package dev.tenantry.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

    /** Runs the command with a standard output that fails, as on a full disk. */
    static Run withoutOutput(CannedServer server, String... words) {
        OutputStream full = new OutputStream() {

            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        return of(at(server, ADA), "", null, full, words);
    }

    private static Run of(Map<String, String> environment, String input, Prompt prompt, String... words) {
        return of(environment, input, prompt, new ByteArrayOutputStream(), words);
    }

    private static Run of(
            Map<String, String> environment, String input, Prompt prompt, OutputStream output, String... words) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader(input)), stream(output), stream(errors), prompt);
        int exitCode = new Tenantry(terminal, environment, Duration.ZERO).run(words);
        String written = output instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
        return new Run(exitCode, written, errors.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, String> at(CannedServer server, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KEYCLOAK_URL", server.url() + "/");
        return all;
    }

    private static PrintStream stream(OutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}

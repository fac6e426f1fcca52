package dev.tenantry.it.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code bin/kcadm.sh} of the distribution, signed in as an administrator. The folder holds the session's file. */
record Kcadm(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Signs in to a realm of the server under test. */
    static Kcadm signIn(Path folder, String realm, String username, String password) {
        Kcadm kcadm = new Kcadm(folder);
        kcadm.withPassword(password, "config", "credentials", "--server",
                KeycloakUnderTest.shared().server().url(), "--realm", realm, "--user", username);
        return kcadm;
    }

    /** Runs a command, and returns its output. Fails if the command fails. */
    String run(String... command) {
        return program(command).output();
    }

    /** The JSON that a command prints. */
    JsonNode json(String... command) {
        String output = run(command);
        try {
            return JSON.readTree(output);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + output, e);
        }
    }

    /** Runs {@code create}, and returns the id of the created object. */
    String create(String... command) {
        List<String> line = new ArrayList<>(List.of("create"));
        line.addAll(List.of(command));
        line.add("--id");
        return run(line.toArray(String[]::new)).strip();
    }

    /** Runs a command that reads a password from the environment, and returns its output. */
    String withPassword(String password, String... command) {
        return program(command).withEnvironment("KC_CLI_PASSWORD", password).output();
    }

    /** Runs a command that may fail. */
    Program.Result attempt(String... command) {
        return program(command).run();
    }

    private Program program(String... command) {
        List<String> line = new ArrayList<>();
        line.add(Distribution.home().resolve("bin").resolve("kcadm.sh").toAbsolutePath().toString());
        line.addAll(List.of(command));
        line.add("--config");
        line.add(folder.resolve("kcadm.config").toString());
        // A command runs for a second. With these options, it does not spend half of that second on compilation.
        return Program.of(folder, line).withEnvironment("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }
}

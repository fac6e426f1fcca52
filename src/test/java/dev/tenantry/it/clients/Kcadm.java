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

/** {@code bin/kcadm.sh} of the distribution, signed in as one administrator; its session is in a file of its own. */
record Kcadm(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Signs in to a realm of the server under test. */
    static Kcadm signIn(Path folder, String realm, String username, String password) {
        Kcadm kcadm = new Kcadm(folder);
        kcadm.withPassword(password, "config", "credentials", "--server",
                KeycloakUnderTest.shared().server().url(), "--realm", realm, "--user", username);
        return kcadm;
    }

    /** What a command prints, which must succeed. */
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

    /** A command that creates something prints the identifier of what it created. */
    String create(String... command) {
        List<String> line = new ArrayList<>(List.of("create"));
        line.addAll(List.of(command));
        line.add("--id");
        return run(line.toArray(String[]::new)).strip();
    }

    /** A command that takes a password, which it reads from the environment. */
    String withPassword(String password, String... command) {
        return program(command).withEnvironment("KC_CLI_PASSWORD", password).output();
    }

    /** A command whatever becomes of it. */
    Program.Result attempt(String... command) {
        return program(command).run();
    }

    private Program program(String... command) {
        List<String> line = new ArrayList<>();
        line.add(Distribution.home().resolve("bin").resolve("kcadm.sh").toAbsolutePath().toString());
        line.addAll(List.of(command));
        line.add("--config");
        line.add(folder.resolve("kcadm.config").toString());
        // Half of the time of a command, which lives for a second, would be compilation that never pays.
        return Program.of(folder, line).withEnvironment("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }
}

package dev.tenantry.it.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code java -jar keycloak-tenantry.jar …}. This is the JAR that the server runs, and it needs only Java. */
record OperatorsShell(Path folder, Map<String, String> environment) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A shell that signs in as master's administrator. */
    static OperatorsShell of(Path folder) {
        return new OperatorsShell(folder, Map.of(
                "TENANTRY_USERNAME", KeycloakServer.ADMIN_USERNAME,
                "TENANTRY_PASSWORD", KeycloakServer.ADMIN_PASSWORD));
    }

    /** Runs a command, which must succeed, and returns its output. */
    String run(String... words) {
        return program(words).output();
    }

    JsonNode json(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.add("--json");
        String output = run(line.toArray(String[]::new));
        try {
            return JSON.readTree(output);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + output, e);
        }
    }

    /** Runs a command, which may fail, and returns its result. */
    Program.Result attempt(String... words) {
        return program(words).run();
    }

    Program program(String... words) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // a command runs for a second
        line.addAll(List.of("-jar", Distribution.jar().toAbsolutePath().toString()));
        line.addAll(List.of(words));
        Program program = Program.of(folder, line)
                .withEnvironment("KEYCLOAK_URL", KeycloakUnderTest.shared().server().url());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            program = program.withEnvironment(variable.getKey(), variable.getValue());
        }
        return program;
    }
}

package dev.tenantry.support.keycloak;

import dev.tenantry.support.process.OnExit;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of {@code bin/kc.sh} with the Java process that the script starts. Both processes end together, and end with
 * this JVM at the latest. Safe for use by several threads.
 */
public final class KeycloakProcess {

    private static final long SECONDS_TO_DIE = 10;
    /** Well below the half minute after which Surefire ends a JVM by force. */
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(10);

    private final Process script;

    private KeycloakProcess(Process script) {
        this.script = script;
    }

    /** Runs a command; its output is appended to the log. */
    static KeycloakProcess launch(Path home, List<String> command, Map<String, String> environment, Path log) {
        List<String> line = Stream.concat(Stream.of(home.resolve("bin").resolve("kc.sh").toString()),
                command.stream()).toList();
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        cleanEnvironment(builder.environment());
        builder.environment().putAll(environment);
        try {
            Process script = builder.start();
            script.getOutputStream().close();
            KeycloakProcess process = new KeycloakProcess(script);
            OnExit.close(() -> process.stop(EXIT_TIMEOUT));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the settings of the developer's shell for another Keycloak, and sets the Java of this JVM. */
    public static void cleanEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
        environment.remove("JAVA");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    boolean isAlive() {
        return script.isAlive();
    }

    /** Waits for the end and returns the exit code. */
    int await() {
        try {
            return script.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Keycloak ran", e);
        }
    }

    /**
     * Waits for the end and returns the exit code. If the process has not ended within the limit, kills it and fails.
     */
    int await(Duration limit) {
        if (!endsWithin(limit.toSeconds())) {
            kill();
            throw new IllegalStateException("Not at its end after " + limit.toSeconds() + " s, so killed");
        }
        return script.exitValue();
    }

    /** Asks Keycloak to shut down. Kills all processes that are left after the timeout. */
    void stop(Duration timeout) {
        List<ProcessHandle> java = script.descendants().toList();
        script.destroy();
        endsWithin(timeout.toSeconds());
        end(java);
    }

    /** Kills Keycloak, which can do nothing more. */
    void kill() {
        end(script.descendants().toList());
    }

    /** The ids of the Java process and of all other processes that the script has started. */
    List<Long> pids() {
        return script.descendants().map(ProcessHandle::pid).toList();
    }

    /** @param signal such as {@code STOP} */
    void signal(String signal) {
        for (long pid : pids()) {
            Program.of(Path.of("."), List.of("kill", "-" + signal, Long.toString(pid))).output();
        }
    }

    private void end(List<ProcessHandle> java) {
        // The script waits for its Java process, so the script ends when the Java process is gone.
        java.forEach(ProcessHandle::destroyForcibly);
        if (!endsWithin(SECONDS_TO_DIE)) {
            script.descendants().forEach(ProcessHandle::destroyForcibly);
            script.destroyForcibly();
            endsWithin(SECONDS_TO_DIE);
        }
    }

    private boolean endsWithin(long seconds) {
        try {
            return script.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

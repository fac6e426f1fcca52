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
 * One run of {@code bin/kc.sh} with the Java process it starts: they end together, and with this JVM at the
 * latest. Safe for use by several threads.
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

    /** What the developer's shell sets for another Keycloak must not reach this one, and the Java is ours. */
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

    /** Waits for the end, but not for ever, and returns the exit code; kills what has not ended by then. */
    int await(Duration limit) {
        if (!endsWithin(limit.toSeconds())) {
            kill();
            throw new IllegalStateException("Not at its end after " + limit.toSeconds() + " s, so killed");
        }
        return script.exitValue();
    }

    /** Lets Keycloak shut down in order, then kills what is left. */
    void stop(Duration timeout) {
        List<ProcessHandle> java = script.descendants().toList();
        script.destroy();
        endsWithin(timeout.toSeconds());
        end(java);
    }

    /** Ends Keycloak without giving it the chance to do anything more. */
    void kill() {
        end(script.descendants().toList());
    }

    /** Of the Java process, and of whatever else the script has started. */
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
        // The script waits for its Java process, so it ends by itself once that is gone.
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

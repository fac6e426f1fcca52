package dev.tenantry.support.process;

import dev.tenantry.support.keycloak.KeycloakProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An external program that is run to its end. Secrets belong in the environment or the input: everyone on the machine
 * can read the command line of a process. Immutable and safe for use by several threads.
 *
 * @param folder the working folder
 * @param environment variables in addition to the environment of this JVM; the settings of another Keycloak are removed
 * @param input the text of the standard input
 */
public record Program(List<String> command, Path folder, Map<String, String> environment, String input) {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** The result of a program that has ended. A program that was killed has no result. */
    public record Result(int exitCode, String output, String errors) {
    }

    /** The program is not installed on this machine. */
    public static final class AbsentException extends RuntimeException {

        private static final long serialVersionUID = 1;

        AbsentException(String name, Throwable cause) {
            super("Cannot run " + name + ": is it installed?", cause);
        }
    }

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public static Program of(Path folder, List<String> command) {
        return new Program(command, folder, Map.of(), "");
    }

    public Program withEnvironment(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Program(command, folder, more, input);
    }

    public Program withInput(String text) {
        return new Program(command, folder, environment, text);
    }

    /** Runs the program and returns the result, whatever the exit code is. */
    public Result run() {
        return run(LIMIT);
    }

    /** Runs the program, which must succeed, and returns its output. */
    public String output() {
        Result result = run();
        if (result.exitCode() != 0) {
            throw new IllegalStateException(command + " ended with " + result.exitCode() + ":\n" + result.output()
                    + result.errors());
        }
        return result.output();
    }

    /** Runs the program with its own time limit and returns the result, whatever the exit code is. */
    public Result run(Duration limit) {
        Path files = null;
        try {
            // Files, not pipes: a full pipe without a reader stops the program.
            files = Files.createTempDirectory("tenantry-program-");
            Path in = Files.writeString(files.resolve("in"), input);
            Path out = files.resolve("out");
            Path err = files.resolve("err");
            int exitCode = await(start(in, out, err), limit);
            return new Result(exitCode, read(out), read(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(files);
        }
    }

    private Process start(Path in, Path out, Path err) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        KeycloakProcess.cleanEnvironment(builder.environment());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException absent) {
            throw new AbsentException(command.get(0), absent);
        }
    }

    private int await(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException(command + " has not ended after " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + command, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static void delete(Path folder) {
        try {
            for (String name : folder == null ? List.<String>of() : List.of("in", "out", "err", "")) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.tenantry.support.keycloak;

import dev.tenantry.support.process.FreePort;
import dev.tenantry.support.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A Keycloak distribution that runs as a process on this machine. The ports are chosen once: {@link #start()} after
 * {@link #stop()} or {@link #kill()} starts the same server again. Two servers must not share a home. The server ends
 * with the JVM at the latest. One thread starts and stops the server; the other methods may be called by any thread.
 */
public final class KeycloakServer implements Server {

    /** The administrator of realm master in every server that these tests and the development server run. */
    public static final String ADMIN_USERNAME = "admin";
    public static final String ADMIN_PASSWORD = "admin";

    /** The option that names the file with the log as JSON. */
    static final String STRUCTURED_LOG = "log-file";

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 250;

    private final KeycloakSettings settings;
    private final Consumer<String> progress;
    private final ServerLog log;
    private final int httpPort;
    private final int managementPort = FreePort.any();
    private volatile KeycloakProcess process;

    public KeycloakServer(KeycloakSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.httpPort = settings.httpPort() == 0 ? FreePort.any() : settings.httpPort();
        this.log = new ServerLog(settings.log());
        log.clear();
    }

    /** Installs the provider JARs and builds the server; does nothing if the last build was the same. */
    public void build() {
        new KeycloakBuild(settings.home(), settings.providers(), settings.buildOptions(), settings.log())
                .run(progress);
    }

    @Override
    public void start() {
        if (isAlive()) {
            throw new IllegalStateException("Keycloak is running already");
        }
        long begin = System.nanoTime();
        progress.accept("starting Keycloak …");
        process = new KeycloakStart(settings, httpPort, managementPort).launch();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Keycloak ended before it was ready:\n" + log.tail());
            }
            if (System.nanoTime() - begin > READY_WITHIN.toNanos()) {
                process.kill();
                throw new IllegalStateException("Keycloak is not ready after " + READY_WITHIN.toSeconds() + " s:\n"
                        + log.tail());
            }
            pause();
        }
        progress.accept("ready after " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
    }

    /**
     * Runs {@code kc.sh export} or {@code import} to its end, on this server's database and with this server's
     * settings. The command is a process of its own, so the server may be running or not. The output of the command
     * goes to the log of the settings too.
     */
    public void run(String command, Map<String, String> options) {
        int exitCode = new KeycloakStart(settings.toEndSoon(), httpPort, managementPort)
                .launchBeside(command, options)
                .await(READY_WITHIN);
        if (exitCode != 0) {
            throw new IllegalStateException("kc.sh " + command + " ended with " + exitCode + ":\n" + log.tail());
        }
    }

    /** Returns a command of {@code kc.sh} as a program. The caller can add options and gets the output. */
    public Program program(String command) {
        KeycloakSettings own = settings.toEndSoon()
                .withoutOption("log").withoutOption("log-file").withoutOption("log-file-output");
        return new KeycloakStart(own, httpPort, managementPort).program(command);
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop(STOP_WITHIN);
        }
    }

    /** Ends the server at once (SIGKILL), as a crash does. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Suspends the server (SIGSTOP) until {@link #thaw}. The server's connections stay open. */
    public void freeze() {
        process.signal("STOP");
    }

    public void thaw() {
        process.signal("CONT");
    }

    /** True if a job's row or a lease's row names this server, as {@code process@host}. */
    public boolean is(String name) {
        return name != null && process.pids().contains(Long.valueOf(name.substring(0, name.indexOf('@'))));
    }

    /**
     * Makes the server collect its garbage.
     *
     * @return the bytes of the server's heap that are in use afterwards
     */
    public long heapInUse() {
        String pid = Long.toString(process.pids().get(0));
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Program.of(settings.home(), List.of(jcmd.toString(), pid, "GC.run")).output();
        return (long) Meters.of(this).sum("jvm_memory_used_bytes", "area=\"heap\"");
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Waits for the server to end by itself and returns its exit code. */
    public int awaitEnd() {
        return process.await();
    }

    @Override
    public String url() {
        return "http://localhost:" + httpPort;
    }

    @Override
    public String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    /** The output of the server since this object was created, including builds and restarts. */
    @Override
    public String log() {
        return log.text();
    }

    /** The log as JSON. The server must have the option for this log. */
    ServerLog structuredLog() {
        return new ServerLog(Path.of(settings.options().get(STRUCTURED_LOG)));
    }

    /** The last lines of the log, which say why a server failed. */
    public String logTail() {
        return log.tail();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Keycloak started", e);
        }
    }
}

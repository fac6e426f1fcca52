package dev.tenantry.support.postgres;

import dev.tenantry.support.process.FreePort;
import dev.tenantry.support.process.OnExit;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of this JVM's own, listening on a port that stays the same when it is stopped and started again.
 * It ends with the JVM at the latest. Its methods may be called by any thread.
 */
public final class Postgres implements AutoCloseable {

    /** The superuser. The server asks for no password on the local machine. */
    public static final String SUPERUSER = "postgres";

    /**
     * The usual settings. They make writes faster but not durable: test data need not survive a crash of the machine.
     */
    public static final Map<String, String> SETTINGS = Map.of(
            "max_connections", "200", "fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    /** Long, since a server that was killed has to read its log first. */
    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private static Postgres shared;

    private final Path dataDirectory;
    private final boolean temporary;
    private final int port;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private Postgres(Path dataDirectory, boolean temporary, int port, Map<String, String> settings) {
        this.dataDirectory = dataDirectory;
        this.temporary = temporary;
        this.port = port;
        this.settings = settings;
    }

    /** The one server that the tests of this JVM share; the first call starts it. */
    public static synchronized Postgres shared() {
        if (shared == null) {
            shared = FilledDatabase.isOfUse() ? startAt(copyOf(FilledDatabase.directory())) : start(null, 0);
        }
        return shared;
    }

    /**
     * Starts a server.
     *
     * @param dataDirectoryOrNull the data directory, which is kept when the server is closed; null for a temporary one
     * @param portOrZero the port; zero for any free port
     */
    public static Postgres start(Path dataDirectoryOrNull, int portOrZero) {
        return start(dataDirectoryOrNull, portOrZero, Map.of());
    }

    /** Starts a server with settings of postgresql.conf. The data is deleted when the server is closed. */
    public static Postgres startWith(Map<String, String> settings) {
        return start(null, 0, settings);
    }

    /**
     * Starts a standby that streams from a primary. The primary is stopped and started again, so that its data can be
     * copied. The data of the standby is deleted when the standby is closed.
     */
    public static Postgres startStandbyOf(Postgres primary) {
        primary.stop();
        Path copy = copyOf(primary.dataDirectory);
        primary.startAgain();
        append(copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.port + " user=" + SUPERUSER + "'\n");
        append(copy.resolve("standby.signal"), "");
        return startAt(copy);
    }

    private static Postgres startAt(Path temporaryDirectory) {
        Postgres postgres = new Postgres(temporaryDirectory, true, FreePort.any(), Map.of());
        OnExit.close(postgres);
        postgres.startAgain();
        return postgres;
    }

    private static Postgres start(Path dataDirectoryOrNull, int portOrZero, Map<String, String> settings) {
        boolean temporary = dataDirectoryOrNull == null;
        Path dataDirectory = temporary ? temporaryDirectory() : dataDirectoryOrNull;
        int port = portOrZero == 0 ? FreePort.any() : portOrZero;
        Postgres postgres = new Postgres(dataDirectory, temporary, port, settings);
        OnExit.close(postgres);
        postgres.startAgain();
        return postgres;
    }

    /** Creates an empty database. */
    public TestDatabase createDatabase(String name) {
        return createDatabase(name, "template1");
    }

    /** Creates a copy of a database, to which no client may be connected. */
    TestDatabase createDatabase(String name, String template) {
        database(SUPERUSER).execute("create database \"" + name + "\" template \"" + template + "\"");
        return database(name);
    }

    /** Returns a database that exists already. */
    public TestDatabase database(String name) {
        return new TestDatabase("jdbc:postgresql://localhost:" + port + "/" + name, SUPERUSER, SUPERUSER);
    }

    public int port() {
        return port;
    }

    /** Ends the server and every connection to it, as a database that fails over does. Keeps the data. */
    public synchronized void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = null;
        }
    }

    /** Ends the server and all its processes at once (SIGKILL), as the death of its machine does. Keeps the data. */
    public synchronized void kill() {
        ProcessHandle postmaster = postmaster();
        // The postmaster comes first, since it would start its processes again.
        List<ProcessHandle> processes = Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        stop(); // releases only the resources of this object
    }

    private ProcessHandle postmaster() {
        try (Stream<String> lines = Files.lines(dataDirectory.resolve("postmaster.pid"))) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server after {@link #stop()} or {@link #kill()}, with the same data on the same port. */
    public synchronized void startAgain() {
        if (server == null) {
            try {
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                        .setDataDirectory(dataDirectory)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(START_WITHIN)
                        .setPort(port);
                SETTINGS.forEach(builder::setServerConfig);
                settings.forEach(builder::setServerConfig);
                server = builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        stop();
        if (temporary && Files.exists(dataDirectory)) {
            delete(dataDirectory);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("tenantry-postgres-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyOf(Path from) {
        Path to = temporaryDirectory();
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(path -> !path.equals(from)).toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

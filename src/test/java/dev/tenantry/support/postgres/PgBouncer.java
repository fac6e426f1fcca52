package dev.tenantry.support.postgres;

import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.FreePort;
import dev.tenantry.support.process.OnExit;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The pooler that people put between, in front of the {@linkplain Postgres#shared() shared PostgreSQL}: in transaction
 * mode, with so few server connections that those who use it do share them. It ends with the JVM at the latest.
 *
 * <p>The system property {@code tenantry.pgbouncer} names another binary than the installed one.
 */
public final class PgBouncer implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";
    private static final String WHAT_TO_INSTALL =
            "This test needs PgBouncer (on Debian: apt-get install pgbouncer)";

    private final Path folder;
    private final int port = FreePort.any();
    private final Process process;

    private PgBouncer(Map<String, String> settings, String[] users) {
        try {
            folder = Files.createTempDirectory("tenantry-pgbouncer-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(folder.resolve("pgbouncer.ini"), configuration(settings));
            Files.write(folder.resolve("users"), Stream.of(users).map(user -> '"' + user + "\" \"\"").toList());
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnExit.close(this);
        Eventually.holds("PgBouncer listens", this::listens);
    }

    /**
     * Starts one.
     *
     * @param servers how many connections it makes to a database for each user
     * @param users who may connect, without a password
     */
    public static PgBouncer inTransactionMode(int servers, String... users) {
        return with(Map.of("default_pool_size", Integer.toString(servers)), users);
    }

    /** One with settings of pgbouncer.ini in addition to the usual ones, or instead of them. */
    public static PgBouncer with(Map<String, String> settings, String... users) {
        return new PgBouncer(settings, users);
    }

    /** A database of the shared PostgreSQL by way of this pooler. */
    public TestDatabase through(TestDatabase database) {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        return new TestDatabase(url(name), database.username(), database.password());
    }

    public String url(String database) {
        return "jdbc:postgresql://" + ADDRESS + ":" + port + "/" + database;
    }

    /** Such as 1.18.0. */
    public static String version() {
        return run("--version").lines().findFirst().orElseThrow().replaceFirst("PgBouncer ", "");
    }

    /** Whether it carries prepared statements over from one server connection to another: from 1.21 on. */
    public static boolean keepsPreparedStatements() {
        return Integer.parseInt(version().split("\\.")[1]) >= 21;
    }

    private String configuration(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "listen_addr", ADDRESS,
                "listen_port", Integer.toString(port),
                "unix_socket_dir", "",
                "auth_type", "trust",
                "auth_file", folder.resolve("users").toString(),
                "pool_mode", "transaction",
                "max_client_conn", "500"));
        if (keepsPreparedStatements()) {
            settings.put("max_prepared_statements", "200"); // its own default, but not from the start
        }
        settings.putAll(more);
        StringBuilder text = new StringBuilder()
                .append("[databases]\n* = host=").append(ADDRESS)
                .append(" port=").append(Postgres.shared().port()).append("\n[pgbouncer]\n");
        settings.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        return text.toString();
    }

    private Process launch() throws IOException {
        String configuration = folder.resolve("pgbouncer.ini").toString();
        // It refuses to run as root, and becomes somebody else if told to.
        List<String> command = System.getProperty("user.name").equals("root")
                ? List.of(binary(), "-u", "nobody", configuration)
                : List.of(binary(), configuration);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException absent) {
            throw new IllegalStateException(WHAT_TO_INSTALL, absent);
        }
    }

    private static String run(String argument) {
        try {
            return Program.of(Path.of("."), List.of(binary(), argument)).output();
        } catch (Program.AbsentException absent) {
            throw new IllegalStateException(WHAT_TO_INSTALL, absent);
        }
    }

    private static String binary() {
        // Debian's is where the path of those who are not root does not lead.
        String installed = Files.exists(Path.of("/usr/sbin/pgbouncer")) ? "/usr/sbin/pgbouncer" : "pgbouncer";
        return System.getProperty("tenantry.pgbouncer", installed);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PgBouncer has ended:\n" + log());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it has written. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly(); // asked kindly, newer versions wait for their clients to go
        try {
            process.waitFor();
            for (String file : List.of("pgbouncer.ini", "users", "log", "")) {
                Files.deleteIfExists(folder.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

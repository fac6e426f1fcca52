package dev.tenantry.support.postgres;

import dev.tenantry.support.process.BackgroundProgram;
import dev.tenantry.support.process.FreePort;
import dev.tenantry.support.process.OnExit;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * PgBouncer, a pooler, in front of the {@linkplain Postgres#shared() shared PostgreSQL}. In transaction mode it has so
 * few server connections that its clients share them. It ends with the JVM at the latest.
 *
 * <p>The system property {@code tenantry.pgbouncer} names another binary than the installed one.
 */
public final class PgBouncer implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";
    private static final String NAME = "PgBouncer";
    private static final String PACKAGE = "pgbouncer";
    private static final String BINARY = BackgroundProgram.binary("pgbouncer");

    private final Path folder = BackgroundProgram.newFolder("pgbouncer");
    private final int port = FreePort.any();
    private final BackgroundProgram program;

    private PgBouncer(Map<String, String> settings, String[] users) {
        try {
            Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), configuration(settings));
            Files.write(folder.resolve("users"), Stream.of(users).map(user -> '"' + user + "\" \"\"").toList());
            program = BackgroundProgram.start(NAME, PACKAGE, folder, port, command(configuration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnExit.close(this);
    }

    /**
     * Starts a PgBouncer in transaction mode.
     *
     * @param servers the number of connections to PostgreSQL for each database and user
     * @param users the users who may connect, without a password
     */
    public static PgBouncer inTransactionMode(int servers, String... users) {
        return with(Map.of("default_pool_size", Integer.toString(servers)), users);
    }

    /**
     * Starts a PgBouncer with settings of pgbouncer.ini in addition to the usual ones. A setting can replace a usual
     * one.
     */
    public static PgBouncer with(Map<String, String> settings, String... users) {
        return new PgBouncer(settings, users);
    }

    /** Returns a database of the shared PostgreSQL, reached by this pooler. */
    public TestDatabase through(TestDatabase database) {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        return new TestDatabase(url(name), database.username(), database.password());
    }

    public String url(String database) {
        return "jdbc:postgresql://" + ADDRESS + ":" + port + "/" + database;
    }

    /** The version of the binary, such as 1.18.0. */
    public static String version() {
        try {
            return Program.of(Path.of("."), List.of(BINARY, "--version")).output()
                    .lines().findFirst().orElseThrow().replaceFirst("PgBouncer ", "");
        } catch (Program.AbsentException absent) {
            throw BackgroundProgram.absent(NAME, PACKAGE, absent);
        }
    }

    /**
     * True if PgBouncer carries prepared statements over from one server connection to another, as it does since 1.21.
     */
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
            settings.put("max_prepared_statements", "200"); // the default of later versions
        }
        settings.putAll(more);
        StringBuilder text = new StringBuilder()
                .append("[databases]\n* = host=").append(ADDRESS)
                .append(" port=").append(Postgres.shared().port()).append("\n[pgbouncer]\n");
        settings.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        return text.toString();
    }

    private static List<String> command(Path configuration) {
        // PgBouncer refuses to run as root. With -u it runs as another user.
        return System.getProperty("user.name").equals("root")
                ? List.of(BINARY, "-u", "nobody", configuration.toString())
                : List.of(BINARY, configuration.toString());
    }

    /** The output of PgBouncer. */
    public String log() {
        return program.log();
    }

    @Override
    public void close() {
        program.kill(); // on SIGTERM, newer versions wait until their clients have gone
    }
}

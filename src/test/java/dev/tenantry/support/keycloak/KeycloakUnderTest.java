package dev.tenantry.support.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.postgres.TestDatabase;
import dev.tenantry.support.process.Nginx;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A Keycloak server with this extension on the {@link Backend} that was chosen, with a database of its own in the
 * PostgreSQL that the tests of this JVM share. All integration tests of a JVM share one, except those that disturb
 * theirs. Built and started by the first test that asks for it. Safe for use by several threads; a test that stops the
 * server starts it again.
 */
public final class KeycloakUnderTest {

    /** Keycloak's own. */
    private static final String REALMS_IN_CACHE = "10000";

    private static final Once SHARED = new Once(() -> another("keycloak", KeycloakSettings::toStay));
    private static final Once DISTURBED = new Once(() -> another("disturbed", KeycloakSettings::toStay));

    private final Server server;
    private final TestDatabase database;
    private final AdminApi admin;

    private KeycloakUnderTest(Server server, TestDatabase database) {
        this.server = server;
        this.database = database;
        this.admin = new AdminApi(server.url(), "master", KeycloakServer.ADMIN_USERNAME,
                KeycloakServer.ADMIN_PASSWORD);
    }

    /** The running server; a start that failed once fails again at once, with the same reason. */
    public static KeycloakUnderTest shared() {
        return SHARED.get();
    }

    /** Another one, for tests that stop it or strike at its database. */
    public static KeycloakUnderTest disturbed() {
        return DISTURBED.get();
    }

    /** One more, of another operator as it were; the caller stops it. */
    public static KeycloakUnderTest another(String name) {
        return another(name, usual -> usual);
    }

    /**
     * The same with options of its own.
     *
     * @param name also of its database
     */
    public static KeycloakUnderTest another(String name, UnaryOperator<KeycloakSettings> own) {
        Backend backend = Backend.chosen();
        TestDatabase database = backend.createDatabase(name);
        KeycloakSettings settings = TenantsRole.create(database)
                .settings(backend.settings(name))
                .toEndSoon()
                // What a fault or a held table holds up waits for as long as the test likes.
                .withOption("spi-tenants--default--db-statement-timeout", "120000")
                .withOption("spi-tenants--default--db-lock-timeout", "120000")
                .withOption("spi-tenants--default--reconcile-interval", "2") // nobody likes to wait a minute
                .withOption("spi-tenants--default--host-address", "http://{host}:" + Nginx.PORT)
                .withOption("spi-tenants--default--reserved-hosts", "login.localhost")
                // How slowly Keycloak hashes is not what the tests are about, and they sign in by the thousand.
                .withOption("spi-password-hashing--argon2--iterations", "1")
                .withOption("spi-password-hashing--argon2--memory", "64");
        return start(backend.server(own.apply(settings), printing(name)), database);
    }

    /**
     * One to be measured: on a PostgreSQL of its own, and with Keycloak's own options where tests have others. Not
     * while another one runs.
     *
     * @param name of its database
     * @param own options beyond these
     */
    public static KeycloakUnderTest measured(Postgres postgres, String name, UnaryOperator<KeycloakSettings> own) {
        TestDatabase database = postgres.createDatabase(name);
        Path home = Distribution.home();
        KeycloakSettings settings = TenantsRole.create(database)
                .settings(KeycloakSettings.of(home, List.of(Distribution.jar()), database))
                .withOption(KeycloakStart.REALM_CACHE, REALMS_IN_CACHE);
        return start(new DistributionBackend().server(own.apply(settings), printing("measured")), database);
    }

    /**
     * Stock Keycloak on this server's database, without the extension. The caller starts it, once this server is
     * stopped, and stops it.
     */
    public KeycloakServer withoutExtension(UnaryOperator<KeycloakSettings> own) {
        KeycloakSettings settings = KeycloakSettings.of(Distribution.copy("stock"), List.of(), database)
                .withOption(KeycloakStart.REALM_CACHE, REALMS_IN_CACHE);
        return new DistributionBackend().server(own.apply(settings), printing("stock"));
    }

    public Server server() {
        return server;
    }

    /** The same, for tests of what only a process of this machine has. */
    public KeycloakServer onThisMachine() {
        if (server instanceof KeycloakServer process) {
            return process;
        }
        throw new IllegalStateException("This test can't have its server in a container");
    }

    public TestDatabase database() {
        return database;
    }

    /** The administrator of realm master. */
    public AdminApi admin() {
        return admin;
    }

    /** What the server has logged, newest last, each line with all that is known of it. */
    public List<JsonNode> structuredLog() {
        String text = onThisMachine().structuredLog().text();
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(KeycloakUnderTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return Http.JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + line, e);
        }
    }

    private static Consumer<String> printing(String name) {
        return line -> System.out.println(name + ": " + line);
    }

    private static KeycloakUnderTest start(Server server, TestDatabase database) {
        server.start();
        return new KeycloakUnderTest(server, database);
    }

    /** Starts a server when first asked for it. */
    private static final class Once {

        private final Supplier<KeycloakUnderTest> start;
        private KeycloakUnderTest started;
        private RuntimeException failure;

        Once(Supplier<KeycloakUnderTest> start) {
            this.start = start;
        }

        synchronized KeycloakUnderTest get() {
            if (failure != null) {
                throw new IllegalStateException("Keycloak did not start for an earlier test", failure);
            }
            if (started == null) {
                try {
                    started = start.get();
                } catch (RuntimeException e) {
                    failure = e;
                    throw e;
                }
            }
            return started;
        }
    }
}

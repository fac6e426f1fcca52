package dev.tenantry.support.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
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
 * A Keycloak server with this extension on the chosen {@link Backend}. The server has its own database in the
 * PostgreSQL that the tests of this JVM share. All integration tests of a JVM share one server, except tests that
 * disturb their server. The first test that asks for the server builds and starts it. Safe for use by several threads.
 * A test that stops the server has to start it again.
 */
public final class KeycloakUnderTest {

    /** The default of Keycloak. */
    private static final String REALMS_IN_CACHE = "10000";

    private static final String CONCURRENT_LOGINS =
            "spi-brute-force-protector--default-brute-force-detector--allow-concurrent-requests";

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

    /** Returns the running server that tests share. If its start has failed, each call fails with the same cause. */
    public static KeycloakUnderTest shared() {
        return SHARED.get();
    }

    /** Returns a second shared server, for tests that stop the server, disturb its database or empty its caches. */
    public static KeycloakUnderTest disturbed() {
        return DISTURBED.get();
    }

    /** Starts a further server, which is independent of the others. The caller stops it. */
    public static KeycloakUnderTest another(String name) {
        return another(name, usual -> usual);
    }

    /**
     * Starts a further server with its own options. The caller stops it.
     *
     * @param name the name of the server and of its database
     */
    public static KeycloakUnderTest another(String name, UnaryOperator<KeycloakSettings> own) {
        Backend backend = Backend.chosen();
        TestDatabase database = backend.createDatabase(name);
        KeycloakSettings settings = TenantsRole.create(database)
                .settings(backend.settings(name))
                .toEndSoon()
                // A statement may wait at a fault or at a held table until the test ends the wait.
                .withOption("spi-tenants--default--db-statement-timeout", "120000")
                .withOption("spi-tenants--default--db-lock-timeout", "120000")
                .withOption("spi-tenants--default--reconcile-interval", "2") // the default is a minute
                .withOption("spi-tenants--default--host-address", "http://{host}:" + Nginx.PORT)
                .withOption("spi-tenants--default--reserved-hosts", "login.localhost")
                // By default Keycloak refuses a login while it still processes an earlier login of the same user
                // (DefaultBlockingBruteForceProtector, 26.7).
                .withOption(CONCURRENT_LOGINS, "true")
                // A cheap hash: the tests sign in thousands of times and do not test the cost of the hash.
                .withOption("spi-password-hashing--argon2--iterations", "1")
                .withOption("spi-password-hashing--argon2--memory", "64");
        return start(backend.server(own.apply(settings), printing(name)), database);
    }

    /**
     * Starts a server to be measured, on the given PostgreSQL. The server has Keycloak's defaults for options that
     * tests change. No other measured server may run at the same time.
     *
     * @param name the name of the database
     * @param own adds options to these settings
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
     * Returns stock Keycloak on this server's database, without the extension. The caller stops this server first, and
     * then starts and stops stock Keycloak.
     */
    public KeycloakServer withoutExtension(UnaryOperator<KeycloakSettings> own) {
        KeycloakSettings settings = KeycloakSettings.of(Distribution.copy("stock"), List.of(), database)
                .withOption(KeycloakStart.REALM_CACHE, REALMS_IN_CACHE);
        return new DistributionBackend().server(own.apply(settings), printing("stock"));
    }

    public Server server() {
        return server;
    }

    /** Returns the server as a process of this machine. Fails if the server runs in a container. */
    public KeycloakServer onThisMachine() {
        if (server instanceof KeycloakServer process) {
            return process;
        }
        throw new IllegalStateException("This test can't have its server in a container");
    }

    public TestDatabase database() {
        return database;
    }

    /** The patch version of the server's Keycloak 26.7. */
    public int patch() {
        String url = server().url();
        String token = new Realm(url, "master")
                .passwordGrant("admin-cli", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD)
                .json().get("access_token").asText();
        String version = Http.at(url + "/admin").bearer(token).get("/serverinfo").requiring(200).json()
                .at("/systemInfo/version").asText();
        return Integer.parseInt(version.split("\\.")[2]);
    }

    /** The administrator of realm master. */
    public AdminApi admin() {
        return admin;
    }

    /** The entries of the server's log as JSON, with all fields, the newest last. */
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

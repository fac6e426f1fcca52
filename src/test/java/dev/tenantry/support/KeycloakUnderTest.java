package dev.tenantry.support;

import java.nio.file.Path;
import java.util.List;

/**
 * The Keycloak server with this extension that all integration tests of a JVM share, on a database of its own in the
 * {@linkplain Postgres#shared() shared PostgreSQL}. Built and started by the first test that asks for it. Safe for use
 * by several threads; a test that stops the server starts it again.
 */
public final class KeycloakUnderTest {

    private static KeycloakUnderTest shared;
    private static RuntimeException failure;

    private final KeycloakServer server;
    private final TestDatabase database;
    private final AdminApi admin;

    private KeycloakUnderTest(KeycloakServer server, TestDatabase database) {
        this.server = server;
        this.database = database;
        this.admin = new AdminApi(server.url(), "master", KeycloakServer.ADMIN_USERNAME,
                KeycloakServer.ADMIN_PASSWORD);
    }

    /** The running server; a start that failed once fails again at once, with the same reason. */
    public static synchronized KeycloakUnderTest shared() {
        if (failure != null) {
            throw new IllegalStateException("Keycloak did not start for an earlier test", failure);
        }
        if (shared == null) {
            try {
                shared = start();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return shared;
    }

    /** The distribution that Maven unpacked. */
    public static Path home() {
        return path("tenantry.keycloak.home");
    }

    /** The provider JAR that Maven packaged. */
    public static Path jar() {
        return path("tenantry.jar");
    }

    public KeycloakServer server() {
        return server;
    }

    public TestDatabase database() {
        return database;
    }

    /** The administrator of realm master. */
    public AdminApi admin() {
        return admin;
    }

    private static KeycloakUnderTest start() {
        Path home = home();
        Path jar = jar();
        TestDatabase database = Postgres.shared().createDatabase("keycloak");
        TenantsRole.create(database);
        KeycloakSettings settings = TenantsRole.settings(KeycloakSettings.of(home, List.of(jar), database))
                .withOption("spi-tenants--default--reconcile-interval", "2"); // nobody likes to wait a minute
        KeycloakServer server = new KeycloakServer(settings, System.out::println);
        server.build();
        server.start();
        return new KeycloakUnderTest(server, database);
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("System property " + property + " is not set: run these tests with"
                    + " `mvn verify`, which packages the extension and unpacks Keycloak first");
        }
        return Path.of(value);
    }
}

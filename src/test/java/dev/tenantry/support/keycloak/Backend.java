package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.TestDatabase;
import java.util.function.Consumer;

/**
 * The platform on which tests run Keycloak and its PostgreSQL: a distribution and processes of this machine, or
 * containers. Tests that need no particular platform use it. Safe for use by several threads.
 */
public interface Backend {

    /** Returns the backend that the system property {@code tenantry.backend} names. */
    static Backend chosen() {
        String name = System.getProperty("tenantry.backend", "distribution");
        return switch (name) {
            case "distribution" -> new DistributionBackend();
            case "containers" -> ContainerBackend.shared();
            default -> throw new IllegalStateException(
                    "-Dbackend must be \"distribution\" or \"containers\" and not \"" + name + '"');
        };
    }

    /**
     * Creates a database for a server and returns the access of tests to it. Keycloak's tables may already be in the
     * database.
     */
    TestDatabase createDatabase(String name);

    /**
     * The usual settings of a server with the extension.
     *
     * @param name the name of the server and of its existing database; the server may reach the database by another
     *     address than tests do
     */
    KeycloakSettings settings(String name);

    /** The host by which a server reaches the machine of the tests, for instance a mail server there. */
    String hostOfTests();

    /** The address on which a program of the tests has to listen, so that a server can reach it. */
    String addressOfTests();

    /** Creates a server that only has to be started. */
    Server server(KeycloakSettings settings, Consumer<String> progress);
}

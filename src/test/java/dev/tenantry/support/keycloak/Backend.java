package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.TestDatabase;
import java.util.function.Consumer;

/**
 * What Keycloak and its PostgreSQL run on in the tests that take it as it is: a distribution and processes of this
 * machine, or containers. Safe for use by several threads.
 */
public interface Backend {

    /** The one that the system property names. */
    static Backend chosen() {
        String name = System.getProperty("tenantry.backend", "distribution");
        return switch (name) {
            case "distribution" -> new DistributionBackend();
            case "containers" -> ContainerBackend.shared();
            default -> throw new IllegalStateException(
                    "-Dbackend must be \"distribution\" or \"containers\" and not \"" + name + '"');
        };
    }

    /** A new database for a server, as tests reach it; Keycloak may have been there before. */
    TestDatabase createDatabase(String name);

    /**
     * The usual settings of a server with the extension.
     *
     * @param name its own, and that of a database that there is, which the server may reach otherwise than tests do
     */
    KeycloakSettings settings(String name);

    /** What a server calls the machine of the tests, where a mail server may be for instance. */
    String hostOfTests();

    /** What listens there must listen at, to be heard by a server. */
    String addressOfTests();

    /** The server, which needs no more than a start. */
    Server server(KeycloakSettings settings, Consumer<String> progress);
}

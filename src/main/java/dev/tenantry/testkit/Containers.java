package dev.tenantry.testkit;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Two containers: Keycloak with the provider JAR, and PostgreSQL with one database for Keycloak's tables and all
 * tenants.
 */
final class Containers {

    static final String KEYCLOAK = "quay.io/keycloak/keycloak:26.7.3";
    static final String POSTGRES = "postgres:17";

    private static final String DATABASE = "keycloak";
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private Containers() {}

    static Platform start(Path providerJar) {
        Network network = Network.newNetwork();
        String password = Secrets.password();
        GenericContainer<?> postgres = new GenericContainer<>(POSTGRES)
                .withNetwork(network)
                .withNetworkAliases("postgres")
                .withEnv("POSTGRES_USER", DATABASE)
                .withEnv("POSTGRES_DB", DATABASE)
                .withEnv("POSTGRES_PASSWORD", password)
                // Checks by TCP whether PostgreSQL is ready. While the image still prepares the database, PostgreSQL
                // listens on a Unix socket only, and would seem ready too early if checked by this socket.
                .waitingFor(Wait.forSuccessfulCommand(
                        "pg_isready --host=localhost --username=" + DATABASE + " --dbname=" + DATABASE))
                .withStartupTimeout(WITHIN);
        KeycloakContainer keycloak = new KeycloakContainer(KEYCLOAK)
                .withNetwork(network)
                .withProviderLibsFrom(List.of(providerJar.toFile()))
                .withEnv("KC_DB", "postgres")
                .withEnv("KC_DB_URL", "jdbc:postgresql://postgres:5432/" + DATABASE)
                .withEnv("KC_DB_USERNAME", DATABASE)
                .withEnv("KC_DB_PASSWORD", password)
                .withStartupTimeout(WITHIN)
                .dependsOn(postgres);
        Runnable end = () -> {
            keycloak.stop();
            postgres.stop();
            network.close();
        };
        try {
            keycloak.start();
        } catch (RuntimeException failed) {
            end.run();
            throw failed;
        }
        return new Platform(keycloak.getAuthServerUrl(), keycloak.getAdminUsername(), keycloak.getAdminPassword(), end);
    }
}

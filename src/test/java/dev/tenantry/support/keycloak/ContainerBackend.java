package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Containers on a network of this JVM's own: one PostgreSQL, and a Keycloak for each server. Testcontainers removes the
 * containers when the JVM ends.
 */
final class ContainerBackend implements Backend {

    private static final String DATABASE_HOST = "postgres";
    private static final int DATABASE_PORT = 5432;

    private static ContainerBackend shared;

    private final Network network = Network.newNetwork();
    private final GenericContainer<?> postgres = postgres(network);

    private ContainerBackend() {
        postgres.start();
    }

    /** The first call starts PostgreSQL. */
    static synchronized ContainerBackend shared() {
        if (shared == null) {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                throw new IllegalStateException("There is no Docker engine that answers, and -Dbackend=containers"
                        + " needs one: start it, or name it in DOCKER_HOST. Without the property, tests need none.");
            }
            shared = new ContainerBackend();
        }
        return shared;
    }

    private static GenericContainer<?> postgres(Network network) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        Postgres.SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new GenericContainer<>(System.getProperty("tenantry.postgres.image"))
                .withNetwork(network)
                .withNetworkAliases(DATABASE_HOST)
                .withExposedPorts(DATABASE_PORT)
                .withEnv("POSTGRES_PASSWORD", Postgres.SUPERUSER)
                .withCommand(command.toArray(String[]::new))
                // By TCP: while the image prepares the data, PostgreSQL listens on a Unix socket only.
                .waitingFor(Wait.forSuccessfulCommand("pg_isready --host=localhost --username=" + Postgres.SUPERUSER));
    }

    @Override
    public TestDatabase createDatabase(String name) {
        fromHere(Postgres.SUPERUSER).execute("create database \"" + name + "\"");
        return fromHere(name);
    }

    private TestDatabase fromHere(String name) {
        return database(postgres.getHost(), postgres.getMappedPort(DATABASE_PORT), name);
    }

    private static TestDatabase database(String host, int port, String name) {
        return new TestDatabase(
                "jdbc:postgresql://" + host + ":" + port + "/" + name, Postgres.SUPERUSER, Postgres.SUPERUSER);
    }

    @Override
    public KeycloakSettings settings(String name) {
        Path log = Distribution.folder().resolve(name); // the home of Keycloak is in the image
        return KeycloakSettings.of(log, List.of(Distribution.jar()), database(DATABASE_HOST, DATABASE_PORT, name));
    }

    @Override
    public String hostOfTests() {
        return ContainerServer.HOST_OF_TESTS;
    }

    @Override
    public String addressOfTests() {
        return "0.0.0.0";
    }

    @Override
    public Server server(KeycloakSettings settings, Consumer<String> progress) {
        return new ContainerServer(settings, network, progress);
    }
}

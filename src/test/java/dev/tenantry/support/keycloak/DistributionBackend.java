package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.FilledDatabase;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Processes of this machine: copies of the built {@link Distribution}, and the shared {@link Postgres}. */
final class DistributionBackend implements Backend {

    @Override
    public TestDatabase createDatabase(String name) {
        return FilledDatabase.copy(name);
    }

    @Override
    public KeycloakSettings settings(String name) {
        Path home = Distribution.copy(name);
        return KeycloakSettings.of(home, List.of(Distribution.jar()), Postgres.shared().database(name))
                .withOption("log", "console,file")
                .withOption(KeycloakServer.STRUCTURED_LOG, home.resolve("server-log.json").toString())
                .withOption("log-file-output", "json");
    }

    @Override
    public String hostOfTests() {
        return "127.0.0.1";
    }

    @Override
    public String addressOfTests() {
        return "127.0.0.1";
    }

    @Override
    public KeycloakServer server(KeycloakSettings settings, Consumer<String> progress) {
        KeycloakServer server = new KeycloakServer(settings, progress);
        server.build();
        return server;
    }
}

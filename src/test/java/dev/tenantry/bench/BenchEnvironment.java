package dev.tenantry.bench;

import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Postgres;
import java.util.Map;
import java.util.function.Consumer;

/**
 * PostgreSQL, Keycloak and the report that benchmarks share. Keycloak starts when a benchmark asks for it. For one
 * thread.
 */
final class BenchEnvironment {

    private final Report report;
    private final Consumer<String> progress;
    private Postgres postgres;
    private KeycloakUnderTest keycloak;
    private Kind kind;
    private int servers;

    BenchEnvironment(Report report, Consumer<String> progress) {
        this.report = report;
        this.progress = progress;
    }

    /**
     * Returns a PostgreSQL that writes to disk as by default, since the cost of these writes belongs to the figures.
     */
    Postgres postgres() {
        if (postgres == null) {
            progress("starting PostgreSQL …");
            postgres = Postgres.startWith(Map.of(
                    "fsync", "on", "full_page_writes", "on", "synchronous_commit", "on", "shared_buffers", "1GB"));
        }
        return postgres;
    }

    KeycloakUnderTest keycloak() {
        return keycloak("-Xmx2g");
    }

    /**
     * Returns a Keycloak whose Java has these options. If a Keycloak with other options runs, it is stopped, and the
     * new Keycloak gets its own database.
     */
    KeycloakUnderTest keycloak(String javaOptions) {
        return keycloak(javaOptions, Map.of());
    }

    /** Returns a Keycloak with these options of Java and of Keycloak. */
    KeycloakUnderTest keycloak(String javaOptions, Map<String, String> options) {
        return keycloak(javaOptions, options, Map.of());
    }

    /** Returns a Keycloak with these options of Java, of Keycloak, and of the build of Keycloak. */
    KeycloakUnderTest keycloak(String javaOptions, Map<String, String> options, Map<String, String> buildOptions) {
        Kind wanted = new Kind(javaOptions, options, buildOptions);
        if (!wanted.equals(kind)) {
            if (keycloak != null) {
                keycloak.server().stop();
            }
            keycloak = KeycloakUnderTest.measured(postgres(), "measured" + servers++, wanted::settings);
            kind = wanted;
        }
        return keycloak;
    }

    Report report() {
        return report;
    }

    void progress(String line) {
        progress.accept(line);
    }

    private record Kind(String javaOptions, Map<String, String> options, Map<String, String> buildOptions) {

        KeycloakSettings settings(KeycloakSettings usual) {
            KeycloakSettings settings = usual.withJavaOptions(javaOptions);
            for (Map.Entry<String, String> option : options.entrySet()) {
                settings = settings.withOption(option.getKey(), option.getValue());
            }
            for (Map.Entry<String, String> option : buildOptions.entrySet()) {
                settings = settings.withBuildOption(option.getKey(), option.getValue());
            }
            return settings;
        }
    }
}

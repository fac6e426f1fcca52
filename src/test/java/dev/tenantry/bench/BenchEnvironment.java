package dev.tenantry.bench;

import dev.tenantry.support.KeycloakUnderTest;
import dev.tenantry.support.Postgres;
import java.util.Map;
import java.util.function.Consumer;

/** PostgreSQL, Keycloak and the report that benchmarks share. Keycloak starts when a benchmark asks for it. One thread. */
final class BenchEnvironment {

    private final Report report;
    private final Consumer<String> progress;
    private Postgres postgres;
    private KeycloakUnderTest keycloak;
    private String javaOptions;
    private int servers;

    BenchEnvironment(Report report, Consumer<String> progress) {
        this.report = report;
        this.progress = progress;
    }

    /** Writes to disk as it does by default: what that costs belongs to the figures. */
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

    /** One whose Java has these options; where another runs it ends, and the new one has a database of its own. */
    KeycloakUnderTest keycloak(String options) {
        if (!options.equals(javaOptions)) {
            if (keycloak != null) {
                keycloak.server().stop();
            }
            keycloak = KeycloakUnderTest.measured(
                    postgres(), "measured" + servers++, settings -> settings.withJavaOptions(options));
            javaOptions = options;
        }
        return keycloak;
    }

    Report report() {
        return report;
    }

    void progress(String line) {
        progress.accept(line);
    }
}

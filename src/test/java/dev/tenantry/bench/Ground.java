package dev.tenantry.bench;

import dev.tenantry.support.KeycloakUnderTest;
import dev.tenantry.support.Postgres;
import java.util.Map;
import java.util.function.Consumer;

/** What benchmarks stand on: a PostgreSQL, a Keycloak once one of them asks for it, and where figures go. One thread. */
final class Ground {

    private final Report report;
    private final Consumer<String> progress;
    private Postgres postgres;
    private KeycloakUnderTest keycloak;

    Ground(Report report, Consumer<String> progress) {
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
        if (keycloak == null) {
            keycloak = KeycloakUnderTest.measured(postgres(), settings -> settings.withJavaOptions("-Xmx2g"));
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

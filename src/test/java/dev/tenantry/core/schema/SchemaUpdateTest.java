package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Limits;
import dev.tenantry.core.lifecycle.TwoReleases;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Migrations run while users sign in. */
@Timeout(60)
final class SchemaUpdateTest {

    /** A migration waits for a table half as long as a request. */
    private static final Limits LIMITS = new Limits(Duration.ofMillis(1_200), Duration.ofSeconds(1), 5);

    @TempDir
    private Path scripts;

    private static HeldTables hold(TwoReleases releases) {
        return HeldTables.of(releases.beside(), List.of(releases.acme().schema() + ".users"));
    }

    private static CompletableFuture<Tenant> migrate(TwoReleases.Server server, Tenant tenant) {
        return CompletableFuture.supplyAsync(() -> server.lifecycle().migrate(tenant));
    }

    @Test
    void aMigrationThatWaitsForATableLetsLaterRequestsPass() {
        try (TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);
                TwoReleases.Server server = releases.nextRelease(LIMITS)) {
            TenantTransactions requests = new TenantTransactions(server.database());
            HeldTables held = hold(releases);
            CompletableFuture<Tenant> migration = migrate(server, releases.acme());
            Eventually.holds("the migration waits for the table", () -> held.areAwaitedBy(1));

            assertThat(users(requests, releases.acme())).isEqualTo(1);
            assertThat(users(requests, releases.globex())).isEqualTo(1);
            assertThat(migration).isNotDone();

            assertThatExceptionOfType(CompletionException.class).isThrownBy(migration::join)
                    .withCauseInstanceOf(MigrationException.class).withMessageContaining("55P03");
            assertThat(releases.timesMigrated(releases.acme())).isZero();
            held.close();
            assertThat(server.lifecycle().migrate(releases.acme()).schemaVersion()).isEqualTo(releases.nextVersion());
        }
    }

    @Test
    void aMigrationThatStoppedWaitingTriesAgain() {
        try (TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);
                TwoReleases.Server server = releases.nextRelease(LIMITS)) {
            HeldTables held = hold(releases);
            CompletableFuture<Tenant> migration = migrate(server, releases.acme());
            Eventually.holds("the migration waits for the table", () -> held.areAwaitedBy(1));
            Eventually.holds("the migration has stopped waiting", () -> held.areAwaitedBy(0));
            held.close();

            assertThat(migration.join().schemaVersion()).isEqualTo(releases.nextVersion());
            assertThat(releases.timesMigrated(releases.acme())).isOne();
        }
    }

    @Test
    void aMigrationMayTakeLongerThanARequest() {
        try (TwoReleases releases = TwoReleases.of(scripts, "select pg_sleep(1.5);\n" + TwoReleases.SCRIPT);
                TwoReleases.Server server = releases.nextRelease(LIMITS)) {
            assertThat(server.lifecycle().migrate(releases.acme()).schemaVersion()).isEqualTo(releases.nextVersion());
        }
    }

    private static int users(TenantTransactions requests, Tenant tenant) {
        return requests.read(tenant, handle -> handle.count("select count(*) from users"));
    }
}

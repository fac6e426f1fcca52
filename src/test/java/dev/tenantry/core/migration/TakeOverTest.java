package dev.tenantry.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoReleases;
import dev.tenantry.core.migration.MigrationJob.State;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server dies in the middle of a job. */
@Timeout(120)
final class TakeOverTest {

    private static final int WORKERS = 2;

    @TempDir
    private static Path scripts;

    @AutoClose
    private final TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);

    @AutoClose
    private final TwoReleases.Server first = releases.nextRelease();

    @AutoClose
    private final TwoReleases.Server second = releases.nextRelease();

    private final MigrationJobs jobs = jobs(second);

    @Test
    void anotherServerContinuesTheJobAndMigratesNoTenantTwice() {
        List<Tenant> tenants = provision(58); // 60 with acme and globex
        breakSchemaOf(tenants.get(3));
        breakSchemaOf(tenants.get(50));
        MigrationJob begun = crashAt(tenants.subList(30, 30 + WORKERS));
        MigrationJob crashed = jobs.find(begun.id()).orElseThrow();
        assertThat(crashed.progress()).extracting(
                        MigrationProgress::migrated, MigrationProgress::failed, MigrationProgress::remaining)
                .containsExactly(29, 1, 30);
        Map<Tenant, Object> before = migratedAt(tenants);
        assertThat(before).hasSize(29);

        jobs.takeOver();
        MigrationJob job = ended(begun);

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.progress()).extracting(
                        MigrationProgress::total, MigrationProgress::migrated, MigrationProgress::failed)
                .containsExactly(60, 58, 2);
        assertThat(jobs.failures(job.id(), 10)).extracting(MigrationFailure::tenant).containsExactlyInAnyOrder(
                tenants.get(3).name().value(), tenants.get(50).name().value());
        assertThat(migratedAt(tenants)).hasSize(58).containsAllEntriesOf(before);
        assertThat(tenants).filteredOn(tenant -> releases.timesMigrated(tenant) == 1).hasSize(58);
    }

    @Test
    void aTenantMigratedButNotRecordedBeforeTheCrashIsCountedOnce() {
        List<Tenant> tenants = provision(2);
        MigrationJob begun = crashAt(tenants.subList(2, 4));
        second.lifecycle().migrate(tenants.get(2)); // as if the server had died right after

        jobs.takeOver();

        assertThat(ended(begun).progress()).extracting(MigrationProgress::total, MigrationProgress::migrated)
                .containsExactly(4, 4);
        assertThat(releases.timesMigrated(tenants.get(2))).isOne();
    }

    @Test
    void aRunningServerKeepsItsJob() {
        List<Tenant> tenants = provision(0);
        try (HeldTables held = hold(tenants)) {
            MigrationJob begun = jobs(first).start(List.of(), null);
            Eventually.holds("the first server works", () -> held.areAwaitedBy(WORKERS));

            jobs.takeOver();

            assertThat(attempt(begun)).isOne();
        }
    }

    @Test
    void onlyOneOfSeveralServersTakesOver() {
        MigrationJob begun = crashAt(provision(0));

        IntStream.range(0, 8).parallel().forEach(server -> jobs(second).takeOver());

        assertThat(attempt(begun)).isEqualTo(2);
        ended(begun);
    }

    @Test
    void aStoppedServerHandsItsJobsOverAtOnce() {
        List<Tenant> tenants = provision(0);
        MigrationJob begun;
        try (HeldTables held = hold(tenants)) {
            MigrationJobs stopping = jobs(first);
            begun = stopping.start(List.of(), null);
            Eventually.holds("the first server works", () -> held.areAwaitedBy(WORKERS));

            stopping.close();
            first.close();
        }
        jobs.takeOver();

        assertThat(ended(begun).progress().migrated()).isEqualTo(2);
    }

    @Test
    void aNewerServerStopsAJobForAnEarlierVersion() {
        MigrationJob begun = crashAt(provision(0));
        releases.beside().execute("update tenantry.migration_job set version = version - 1");

        jobs.takeOver();

        MigrationJob job = jobs.find(begun.id()).orElseThrow();
        assertThat(job.state()).isEqualTo(State.STOPPED);
        assertThat(job.stopReason()).isEqualTo(StopReason.NEWER_SERVER);
    }

    @Test
    void anOlderServerLeavesTheJobUnchanged() {
        MigrationJob begun = crashAt(provision(0));

        try (TwoReleases.Server older = releases.thisRelease()) {
            jobs(older).takeOver();
        }

        assertThat(attempt(begun)).isOne();
        assertThat(jobs.find(begun.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
    }

    /** Provisions this many tenants. Returns these with acme and globex, in the order in which a job migrates them. */
    private List<Tenant> provision(int count) {
        List<Tenant> tenants = new ArrayList<>(List.of(releases.acme(), releases.globex()));
        IntStream.range(0, count).mapToObj(i -> releases.provision("t-%02d".formatted(i))).forEach(tenants::add);
        tenants.sort(Comparator.comparing(Tenant::realmId));
        return tenants;
    }

    /** The first server starts a job, and loses its database once the workers are migrating these tenants. */
    private MigrationJob crashAt(List<Tenant> tenants) {
        MigrationJob job;
        try (HeldTables held = hold(tenants)) {
            job = jobs(first).start(List.of(), null);
            Eventually.holds("the workers wait for the tables", () -> held.areAwaitedBy(WORKERS));
            first.close();
        }
        releases.beside().execute("update tenantry.migration_job set heartbeat_at = now() - interval '1 minute'");
        return job;
    }

    private HeldTables hold(List<Tenant> tenants) {
        return HeldTables.of(
                releases.beside(), tenants.stream().map(tenant -> tenant.schema() + ".users").toList());
    }

    private void breakSchemaOf(Tenant tenant) {
        releases.beside().execute("create table %s.note ()".formatted(tenant.schema()));
    }

    /** The time when the script ran, for each tenant in whose schema it ran. */
    private Map<Tenant, Object> migratedAt(List<Tenant> tenants) {
        return tenants.stream()
                .filter(tenant -> releases.timesMigrated(tenant) > 0)
                .collect(Collectors.toMap(tenant -> tenant, tenant -> releases.beside().value(
                        "select installed_on from %s.schema_history where version = '%d'"
                                .formatted(tenant.schema(), releases.nextVersion()))));
    }

    private int attempt(MigrationJob job) {
        return releases.beside().value("select attempt from tenantry.migration_job where id = ?", job.id());
    }

    private MigrationJob ended(MigrationJob job) {
        Eventually.holds("the job has ended", () -> jobs.find(job.id()).orElseThrow().state() != State.RUNNING);
        return jobs.find(job.id()).orElseThrow();
    }

    private static MigrationJobs jobs(TwoReleases.Server server) {
        return new MigrationJobs(server.transactions(), server.registry(), server.lifecycle(), WORKERS);
    }
}

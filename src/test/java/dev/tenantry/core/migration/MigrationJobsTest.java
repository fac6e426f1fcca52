package dev.tenantry.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.lifecycle.TwoReleases;
import dev.tenantry.core.migration.MigrationJob.State;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Five tenants have outdated schemas. The list of tenants has the order in which a job migrates them: by realm id. */
@Timeout(60)
final class MigrationJobsTest {

    @TempDir
    private static Path scripts;

    @AutoClose
    private final TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);

    @AutoClose
    private final TwoReleases.Server server = releases.nextRelease();

    private final MigrationJobs jobs = jobs(server, 1);
    private final List<Tenant> tenants = new ArrayList<>(List.of(releases.acme(), releases.globex()));

    @BeforeEach
    void threeMore() {
        Stream.of("hooli", "initech", "umbrella").map(releases::provision).forEach(tenants::add);
        tenants.sort(Comparator.comparing(Tenant::realmId));
    }

    @Test
    void everyTenantIsBroughtToTheNewestVersion() {
        MigrationJob job = ended(jobs.start(List.of(), null));

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.version()).isEqualTo(releases.nextVersion());
        assertCounts(job, 5, 5, 0, 0);
        assertThat(job.progress().rate()).isPositive();
        assertThat(job.finishedAt()).isAfter(job.startedAt());
        assertThat(tenants).allSatisfy(tenant -> {
            assertThat(releases.timesMigrated(tenant)).isOne();
            assertThat(now(tenant).schemaVersion()).isEqualTo(releases.nextVersion());
        });
    }

    @Test
    void aJobWithoutOutdatedTenantsIsDoneAtOnce() {
        ended(jobs.start(List.of(), null));

        MigrationJob again = ended(jobs.start(List.of(), null));

        assertThat(again.state()).isEqualTo(State.DONE);
        assertCounts(again, 0, 0, 0, 0);
        assertThat(jobs.list(0, 10)).extracting(MigrationJob::id).first().isEqualTo(again.id());
    }

    @Test
    void aFailedTenantIsReportedAndItsSchemaIsUnchanged() {
        breakSchemaOf(tenants.get(1));

        MigrationJob job = ended(jobs.start(List.of(), null));

        assertThat(job.state()).isEqualTo(State.DONE);
        assertCounts(job, 5, 4, 1, 0);
        assertThat(jobs.failures(job.id(), 10)).containsExactly(new MigrationFailure(
                tenants.get(1).name().value(),
                "V" + releases.nextVersion() + "__next_release.sql, line 1, failed (42P07)"));
        assertThat(releases.timesMigrated(tenants.get(1))).isZero();
        assertThat(now(tenants.get(1))).isEqualTo(tenants.get(1));
    }

    @Test
    void theNextJobTriesAFailedTenantAgain() {
        breakSchemaOf(tenants.get(1));
        ended(jobs.start(List.of(), null));
        releases.beside().execute("drop table %s.note".formatted(tenants.get(1).schema()));

        MigrationJob again = ended(jobs.start(List.of(), null));

        assertCounts(again, 1, 1, 0, 0);
    }

    @Test
    void canariesGoFirstInTheOrderOfTheRequest() {
        List<Tenant> canaries = List.of(tenants.get(4), tenants.get(2));
        breakSchemaOf(tenants.get(2));

        MigrationJob job = ended(jobs.start(canaries, null));

        assertThat(releases.timesMigrated(tenants.get(4))).isOne();
        assertThat(job.state()).isEqualTo(State.STOPPED);
        assertThat(job.stopReason()).isEqualTo(StopReason.CANARY);
        assertCounts(job, 5, 1, 1, 0);
        assertThat(List.of(tenants.get(0), tenants.get(1), tenants.get(3)))
                .allSatisfy(untouched -> assertThat(releases.timesMigrated(untouched)).isZero());
    }

    @Test
    void moreFailuresThanTheErrorBudgetStopTheJob() {
        breakSchemaOf(tenants.get(0));
        breakSchemaOf(tenants.get(2));

        MigrationJob job = ended(jobs.start(List.of(), 1));

        assertThat(job.state()).isEqualTo(State.STOPPED);
        assertThat(job.stopReason()).isEqualTo(StopReason.ERROR_BUDGET);
        assertCounts(job, 5, 1, 2, 0);
        assertThat(releases.timesMigrated(tenants.get(3))).isZero();
    }

    @Test
    void asManyFailuresAsTheErrorBudgetDoNotStopTheJob() {
        breakSchemaOf(tenants.get(0));
        breakSchemaOf(tenants.get(2));

        assertThat(ended(jobs.start(List.of(), 2)).state()).isEqualTo(State.DONE);
    }

    @Test
    void aSecondRequestReturnsTheRunningJob() {
        try (HeldTables held = hold(tenants.get(0))) {
            MigrationJob first = jobs.start(List.of(), 3);
            Eventually.holds("the first migration has begun", () -> held.areAwaitedBy(1));

            MigrationJob second = jobs(server, 1).start(List.of(), null);

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.errorBudget()).isEqualTo(3);
            assertThat(second.state()).isEqualTo(State.RUNNING);
        }
        ended(jobs.list(0, 1).get(0));
    }

    @Test
    void aStoppedJobFinishesItsCurrentTenantAndStartsNoOther() {
        MigrationJob job;
        try (HeldTables held = hold(tenants.get(1))) {
            job = jobs.start(List.of(), null);
            Eventually.holds("the second migration has begun", () -> held.areAwaitedBy(1));
            jobs.stop(job.id());
        }
        Eventually.holds("both are migrated", () -> jobs.find(job.id()).orElseThrow().progress().migrated() == 2);

        MigrationJob stopped = jobs.find(job.id()).orElseThrow();
        assertThat(stopped.state()).isEqualTo(State.STOPPED);
        assertThat(stopped.stopReason()).isEqualTo(StopReason.REQUEST);
        assertThat(stopped.progress().remaining()).isEqualTo(3);
        assertThat(releases.timesMigrated(tenants.get(2))).isZero();
        assertCounts(ended(jobs.start(List.of(), null)), 3, 3, 0, 0);
    }

    @Test
    void aTenantArchivedMeanwhileIsSkippedAndASuspendedOneIsNot() {
        MigrationJob job;
        try (HeldTables held = hold(tenants.get(0))) {
            job = jobs.start(List.of(), null);
            Eventually.holds("the first migration has begun", () -> held.areAwaitedBy(1));
            end(server.lifecycle().archive(tenants.get(2), Duration.ofHours(1)));
            end(server.lifecycle().change(tenants.get(3), StateOperation.SUSPEND));
        }

        assertCounts(ended(job), 5, 4, 0, 1);
        assertThat(releases.timesMigrated(tenants.get(2))).isZero();
        assertThat(now(tenants.get(3)).state()).isEqualTo(TenantState.SUSPENDED);
        assertThat(releases.timesMigrated(tenants.get(3))).isOne();
    }

    @Test
    void aTenantProvisionedMeanwhileByAnOlderServerIsMigrated() {
        MigrationJob job;
        Tenant late;
        try (HeldTables held = hold(tenants.get(0))) {
            job = jobs.start(List.of(), null);
            Eventually.holds("the first migration has begun", () -> held.areAwaitedBy(1));
            late = releases.provision("aperture");
        }

        assertCounts(ended(job), 6, 6, 0, 0);
        assertThat(releases.timesMigrated(late)).isOne();
    }

    private void assertCounts(MigrationJob job, int total, int migrated, int failed, int skipped) {
        MigrationProgress progress = job.progress();
        assertThat(List.of(progress.total(), progress.migrated(), progress.failed(), progress.skipped()))
                .as("total, migrated, failed, skipped")
                .containsExactly(total, migrated, failed, skipped);
    }

    private void breakSchemaOf(Tenant tenant) {
        releases.beside().execute("create table %s.note ()".formatted(tenant.schema()));
    }

    private HeldTables hold(Tenant tenant) {
        return HeldTables.of(releases.beside(), List.of(tenant.schema() + ".users"));
    }

    private static void end(Participant change) {
        change.prepare();
        change.afterCommit();
    }

    private Tenant now(Tenant tenant) {
        return server.registry().find(tenant.realmId()).orElseThrow();
    }

    private MigrationJob ended(MigrationJob job) {
        Eventually.holds("the job has ended", () -> jobs.find(job.id()).orElseThrow().state() != State.RUNNING);
        return jobs.find(job.id()).orElseThrow();
    }

    private static MigrationJobs jobs(TwoReleases.Server server, int workers) {
        return new MigrationJobs(server.transactions(), server.registry(), server.lifecycle(), workers);
    }
}

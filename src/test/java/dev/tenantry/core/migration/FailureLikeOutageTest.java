package dev.tenantry.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoReleases;
import dev.tenantry.core.migration.MigrationJob.State;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The migration of acme fails with an error code that an outage can also cause, although the database is available. The
 * job must record the failure, and must not pause.
 */
@Timeout(120)
final class FailureLikeOutageTest {

    private static final String ACME_FAILS = """
            do $$ begin
              if starts_with(current_schema(), 'tenant_acme_') then
                raise exception 'injected fault' using errcode = '%s';
              end if;
            end $$;""";

    @TempDir
    private Path scripts;

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "53400", "58030"}) // disk full, out of memory, temp_file_limit, I/O error
    void aTenantWhoseMigrationExhaustsAResourceFailsAndOthersAreMigrated(String errorCode) {
        try (TwoReleases releases = TwoReleases.of(scripts, ACME_FAILS.formatted(errorCode));
                TwoReleases.Server server = releases.nextRelease();
                MigrationJobs jobs = jobs(server)) {
            MigrationJob job = ended(jobs, jobs.start(List.of(), null));

            assertThat(job.state()).isEqualTo(State.DONE);
            assertThat(job.progress().migrated()).isOne();
            assertAcmeFailed(jobs, job, errorCode);
        }
    }

    @Test
    void aCanaryWhoseMigrationFillsTheDiskStopsTheJob() {
        try (TwoReleases releases = TwoReleases.of(scripts, ACME_FAILS.formatted("53100"));
                TwoReleases.Server server = releases.nextRelease();
                MigrationJobs jobs = jobs(server)) {
            MigrationJob job = ended(jobs, jobs.start(List.of(releases.acme()), null));

            assertThat(job.stopReason()).isEqualTo(StopReason.CANARY);
            assertThat(releases.timesMigrated(releases.globex())).isZero();
        }
    }

    @Test
    void aTenantFailsIfItsMigrationLosesTheConnectionTwice() {
        try (TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);
                TwoReleases.Server server = releases.nextRelease();
                MigrationJobs jobs = jobs(server);
                HeldTables held = HeldTables.of(releases.beside(), List.of(releases.acme().schema() + ".users"))) {
            MigrationJob begun = jobs.start(List.of(), null);
            int first = endMigrationThatWaits(releases, 0);
            endMigrationThatWaits(releases, first);
            MigrationJob job = ended(jobs, begun);

            assertThat(held.areAwaitedBy(0)).isTrue();
            assertThat(job.state()).isEqualTo(State.DONE);
            assertThat(job.progress().migrated()).isOne();
            assertAcmeFailed(jobs, job, "57P01");
        }
    }

    @Test
    void aTenantIsMigratedAtTheSecondAttemptIfTheConnectionIsLostOnce() {
        try (TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);
                TwoReleases.Server server = releases.nextRelease();
                MigrationJobs jobs = jobs(server)) {
            HeldTables held = HeldTables.of(releases.beside(), List.of(releases.acme().schema() + ".users"));
            MigrationJob begun = jobs.start(List.of(), null);
            endMigrationThatWaits(releases, 0);
            held.close();

            assertThat(ended(jobs, begun).progress().migrated()).isEqualTo(2);
        }
    }

    /**
     * Ends a session that waits for a table, as an operator does.
     *
     * @param formerPid the session that was ended before, which may not be gone yet
     * @return the session's process id
     */
    private static int endMigrationThatWaits(TwoReleases releases, int formerPid) {
        Eventually.holds("a migration waits for the table", () -> !waiting(releases, formerPid).isEmpty());
        int pid = (Integer) waiting(releases, formerPid).get(0).get(0);
        releases.beside().execute("select pg_terminate_backend(?)", pid);
        return pid;
    }

    private static List<List<Object>> waiting(TwoReleases releases, int formerPid) {
        return releases.beside().rows("""
                select pid from pg_locks where locktype = 'relation' and not granted and pid <> ?
                  and database = (select oid from pg_database where datname = current_database())""", formerPid);
    }

    private static void assertAcmeFailed(MigrationJobs jobs, MigrationJob job, String errorCode) {
        assertThat(jobs.failures(job.id(), 10)).singleElement().satisfies(failure -> {
            assertThat(failure.tenant()).isEqualTo("acme");
            assertThat(failure.cause()).contains("__next_release.sql", errorCode);
        });
    }

    private static MigrationJob ended(MigrationJobs jobs, MigrationJob job) {
        Eventually.holds("the job has ended", () -> jobs.find(job.id()).orElseThrow().state() != State.RUNNING);
        return jobs.find(job.id()).orElseThrow();
    }

    private static MigrationJobs jobs(TwoReleases.Server server) {
        return new MigrationJobs(server.transactions(), server.registry(), server.lifecycle(), 1);
    }
}

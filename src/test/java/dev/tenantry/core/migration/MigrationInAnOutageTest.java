package dev.tenantry.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoDatabases;
import dev.tenantry.core.migration.MigrationJob.State;
import dev.tenantry.support.postgres.LostWorker;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** According to the registry two tenants have outdated schemas. The database of one tenant is unavailable. */
@Timeout(60)
final class MigrationInAnOutageTest {

    @AutoClose
    private final TwoDatabases databases = new TwoDatabases();

    @AutoClose
    private final MigrationJobs jobs =
            new MigrationJobs(databases.rows(), databases.registry(), databases.lifecycle(), 1);

    @Test
    void tenantsOfTheUnavailableDatabaseFailAndOthersAreMigrated() {
        databases.besideMain().execute("update tenantry.tenant set schema_version = 0");
        databases.loseEu();

        MigrationJob job = ended(jobs.start(List.of(), null));

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.progress().migrated()).isOne();
        assertThat(job.progress().failed()).isOne();
        assertThat(jobs.failures(job.id(), 10)).singleElement().satisfies(failure -> {
            assertThat(failure.tenant()).isEqualTo("globex");
            assertThat(failure.cause()).contains("eu").contains("unavailable");
        });

        databases.findEuAgain();
        MigrationJob again = ended(jobs.start(List.of(), null));
        assertThat(again.progress().migrated()).isOne();
        assertThat(databases.registry().findByName("globex").orElseThrow().schemaVersion())
                .isEqualTo(databases.lifecycle().newestVersion());
    }

    /** A job that waited for the worker would migrate no other tenant meanwhile. */
    @Test
    void onlyTheTenantWhoseTablesAreOnALostServerFails() {
        databases.besideMain().execute("update tenantry.tenant set schema_version = 0");
        LostWorker.take(databases.besideMain(), databases.acme().schema().value());

        MigrationJob job = ended(jobs.start(List.of(), null));

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.progress().migrated()).isOne();
        assertThat(jobs.failures(job.id(), 10)).singleElement().satisfies(failure -> {
            assertThat(failure.tenant()).isEqualTo("acme");
            assertThat(failure.cause()).contains("main").contains("unavailable");
        });

        LostWorker.giveBack(databases.besideMain(), databases.acme().schema().value());
        assertThat(ended(jobs.start(List.of(), null)).progress().migrated()).isOne();
    }

    private MigrationJob ended(MigrationJob job) {
        Eventually.holds("the job has ended", () -> jobs.find(job.id()).orElseThrow().state() != State.RUNNING);
        return jobs.find(job.id()).orElseThrow();
    }
}

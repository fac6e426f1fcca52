package dev.tenantry.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoReleases;
import dev.tenantry.core.schema.Migration;
import dev.tenantry.core.schema.TableLock;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantTransactions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two tenants have outdated schemas for the next release, whose script creates one table and alters another. */
@Timeout(60)
final class RehearsalTest {

    @TempDir
    private static Path scripts;

    @AutoClose
    private final TwoReleases releases = TwoReleases.of(scripts, TwoReleases.SCRIPT);

    @AutoClose
    private final TwoReleases.Server server = releases.nextRelease();

    private final MigrationJobs jobs =
            new MigrationJobs(server.transactions(), server.registry(), server.lifecycle(), 1);

    @Test
    void aRehearsalReportsScriptsLocksAndTimesAndChangesNothing() {
        Rehearsal rehearsal = jobs.rehearse(10);

        assertThat(rehearsal.version()).isEqualTo(releases.nextVersion());
        assertThat(rehearsal.behind()).isEqualTo(2);
        assertThat(rehearsal.times()).containsOnlyKeys("acme", "globex");
        assertThat(rehearsal.scripts()).containsExactly(new Migration(releases.nextVersion(), "next release", null));
        assertThat(rehearsal.locks()).containsExactly(new TableLock("users", "AccessExclusiveLock"));
        assertThat(rehearsal.longest()).isPositive().isGreaterThanOrEqualTo(rehearsal.median());
        assertThat(rehearsal.estimate()).isBetween(rehearsal.longest(), rehearsal.longest().multipliedBy(2));
        assertThat(rehearsal.failures()).isEmpty();
        assertThat(Stream.of(releases.acme(), releases.globex())).allSatisfy(tenant -> {
            assertThat(releases.timesMigrated(tenant)).isZero();
            assertThat(users(tenant)).isEqualTo(1);
        });
    }

    @Test
    void aFailedMigrationIsReportedAndDoesNotStopTheRehearsal() {
        releases.beside().execute("create table %s.note (id integer)".formatted(releases.acme().schema()));

        Rehearsal rehearsal = jobs.rehearse(10);

        assertThat(rehearsal.times()).containsOnlyKeys("globex");
        assertThat(rehearsal.failures()).extracting(MigrationFailure::tenant).containsExactly("acme");
        assertThat(rehearsal.failures().get(0).cause()).contains("42P07");
    }

    @Test
    void aSchemaWithTheMarkOfAnotherRealmDoesNotStopTheRehearsal() {
        releases.beside().execute("comment on schema %s is 'tenantry realm %s'"
                .formatted(releases.acme().schema().quoted(), releases.globex().realmId()));

        Rehearsal rehearsal = jobs.rehearse(10);

        assertThat(rehearsal.times()).containsOnlyKeys("globex");
        assertThat(rehearsal.failures()).extracting(MigrationFailure::tenant).containsExactly("acme");
    }

    @Test
    void aRehearsalTakesAtMostTheGivenNumberOfTenants() {
        Rehearsal rehearsal = jobs.rehearse(1);

        assertThat(rehearsal.behind()).isEqualTo(2);
        assertThat(rehearsal.times()).hasSize(1);
        assertThat(jobs.rehearse(0).times()).isEmpty();
        assertThat(jobs.rehearse(0).estimate()).isZero();
    }

    @Test
    void withoutOlderSchemasThereIsNothingToDo() {
        List.of(releases.acme(), releases.globex()).forEach(server.lifecycle()::migrate);

        Rehearsal rehearsal = jobs.rehearse(10);

        assertThat(rehearsal.behind()).isZero();
        assertThat(rehearsal.times()).isEmpty();
        assertThat(rehearsal.locks()).isEmpty();
    }

    private int users(Tenant tenant) {
        return new TenantTransactions(server.database())
                .read(tenant, handle -> handle.count("select count(*) from users"));
    }
}

package dev.tenantry.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers, "first" and "second", and a table of jobs. */
@Timeout(60)
final class JobLeaseTest {

    @AutoClose
    private final Jobs jobs = new Jobs();

    @Test
    void aTakenLeaseHasTheNextAttemptAndItsServer() {
        JobLease lease = jobs.take("a", "first");

        assertThat(lease.jobId()).isEqualTo("a");
        assertThat(lease.attempt()).isEqualTo(2);
        assertThat(jobs.<String>value("server", "a")).isEqualTo("first");
        assertThat(jobs.<Object>value("taken_at", "a")).isNotNull();
        assertThat(jobs.<String>value("server", "b")).isEqualTo("none");
    }

    @Test
    void aRenewedLeaseIsNotTaken() {
        JobLease lease = jobs.take("a", "first");
        jobs.expire("a");

        assertThat(lease.renew()).isTrue();

        assertThat(takeExpired("second")).isEmpty();
    }

    @Test
    void anExpiredLeaseIsTakenAndItsFormerServerCannotChangeTheJob() {
        JobLease former = jobs.take("a", "first");
        jobs.expire("a");

        JobLease lease = takeExpired("second").orElseThrow();

        assertThat(lease.attempt()).isGreaterThan(former.attempt());
        assertThat(former.renew()).isFalse();
        assertThat(former.update("server = 'changed'")).isFalse();
        assertRequireFails(former);
        former.release();
        assertThat(takeExpired("third")).as("the release of a lost lease has no effect").isEmpty();
        assertThat(lease.update("server = ?", "changed")).isTrue();
        assertThat(jobs.<String>value("server", "a")).isEqualTo("changed");
    }

    @Test
    void aReleasedLeaseIsTakenAtOnceAndItsFormerServerCannotChangeTheJob() {
        JobLease former = jobs.take("a", "first");

        former.release();

        assertThat(former.renew()).isFalse();
        assertRequireFails(former);
        assertThat(takeExpired("second")).map(JobLease::jobId).contains("a");
    }

    @Test
    void theLeaseOfAnEndedJobIsLostAndNotTaken() {
        JobLease lease = jobs.take("a", "first");
        jobs.expire("a");

        jobs.end("a");

        assertThat(lease.renew()).isFalse();
        assertRequireFails(lease);
        assertThat(takeExpired("second")).isEmpty();
    }

    @Test
    void aServerTakesTheLeaseThatExpiredFirstAndNoneOfItsOwn() {
        jobs.expire("a");
        jobs.expire("b");
        jobs.beside().execute("update tenantry.job set heartbeat_at = '-infinity' where id = 'b'");

        assertThat(jobs.table.takeExpired("first", List.of("b"), "id <> ?", "a")).isEmpty();
        assertThat(takeExpired("first")).map(JobLease::jobId).contains("b");
        assertThat(takeExpired("first")).map(JobLease::jobId).contains("a");
        assertThat(takeExpired("first")).isEmpty();
    }

    @Test
    void onlyOneOfSeveralServersTakesAnExpiredLease() {
        jobs.expire("a");

        List<JobLease> taken = IntStream.range(0, 8).parallel()
                .mapToObj(server -> takeExpired("server " + server)).flatMap(Optional::stream).toList();

        assertThat(taken).hasSize(1);
    }

    @Test
    void aChangeWithAFalseConditionChangesNothing() {
        JobLease lease = jobs.take("a", "first");

        assertThat(lease.updateIf("server = 'second'", "server = 'changed'")).isFalse();
        assertThat(lease.updateIf("server = 'first'", "server = 'changed'")).isTrue();
        assertThat(jobs.<String>value("server", "a")).isEqualTo("changed");
    }

    @Test
    void aTransactionThatRequiresTheLeaseDelaysATakeoverUntilItsEnd() throws Exception {
        JobLease former = jobs.take("a", "first");

        CompletableFuture<JobLease> takeover = jobs.registry.write(handle -> {
            former.require(handle);
            CompletableFuture<JobLease> taken = CompletableFuture.supplyAsync(() -> jobs.take("a", "second"));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> taken.get(500, TimeUnit.MILLISECONDS));
            return taken;
        });

        assertThat(takeover.get(10, TimeUnit.SECONDS).renew()).isTrue();
        assertRequireFails(former);
    }

    @Test
    void aFailedReleaseThrowsNoException() {
        JobLease lease = jobs.take("a", "first");
        jobs.beside().execute("alter table tenantry.job rename to job_away");

        assertThatCode(lease::release).doesNotThrowAnyException();
    }

    private Optional<JobLease> takeExpired(String server) {
        return jobs.table.takeExpired(server, List.of(), "true");
    }

    private void assertRequireFails(JobLease lease) {
        assertThatExceptionOfType(LostLeaseException.class).isThrownBy(() -> jobs.registry.write(handle -> {
            lease.require(handle);
            return null;
        }));
    }
}

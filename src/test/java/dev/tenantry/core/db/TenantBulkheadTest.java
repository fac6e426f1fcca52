package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.support.process.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A noisy tenant must leave connections for the other tenants. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TenantBulkheadTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();
    private static final int POOL = 4;
    private static final int SHARE = 2;
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), SHARE);

    @AutoClose
    private final Database database = Database.open(SCHEMAS.settings(POOL, Duration.ofMillis(500), LIMITS));

    @AutoClose
    private final Database other = SCHEMAS.open(1);

    private static <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.get());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private int people(Scope scope) {
        return database.read(scope, handle -> handle.count(COUNT));
    }

    @Test
    void blockedStatementsOfOneTenantDoNotBlockTheOther() {
        Transaction holder = other.begin(ACME);
        holder.handle().update("lock table person");
        List<CompletableFuture<Integer>> noise = new ArrayList<>();
        for (int i = 0; i < 3 * POOL; i++) {
            noise.add(elsewhere(() -> people(ACME)));
        }
        Eventually.holds("acme's share is in use", () -> database.poolState().active() == SHARE);
        Eventually.holds("all other calls are refused", () -> database.sharesRefused() == 3 * POOL - SHARE);

        assertThat(database.poolState().active()).isEqualTo(SHARE);
        assertThat(people(GLOBEX)).isEqualTo(1);
        assertThat(database.<Integer>inTransaction(GLOBEX, handle -> handle.update("update person set email = email")))
                .isOne();
        assertThat(noise.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(3 * POOL - SHARE)
                .allSatisfy(refused -> assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(refused::join).withCauseInstanceOf(DatabaseUnavailableException.class));

        holder.rollback();
        assertThat(noise.stream().filter(call -> !call.isCompletedExceptionally()).map(CompletableFuture::join))
                .containsExactly(1, 1);
        assertThat(people(ACME)).as("acme's share is free again").isEqualTo(1);
    }

    @Test
    void aShareIsGivenBackAfterSuccessAndAfterFailure() {
        for (int i = 0; i < 2 * SHARE; i++) {
            database.begin(ACME).commit();
            database.begin(ACME).rollback();
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.read(ACME, handle -> handle.count("select 1 / 0")));
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.begin(ACME.with("no_such_setting", "")));
        }
        Transaction first = database.begin(ACME);
        Transaction second = elsewhere(() -> database.begin(ACME)).join();

        assertThat(database.poolState().active()).isEqualTo(SHARE);
        first.rollback();
        second.rollback();
    }

    @Test
    void aTransactionEndedByAnotherThreadGivesItsShareBack() {
        for (int i = 0; i < 2 * SHARE; i++) {
            elsewhere(() -> database.begin(ACME)).join().commit();
        }

        assertThat(people(ACME)).isEqualTo(1);
    }

    @Test
    void aThreadThatHoldsAConnectionDoesNotWaitForItself() {
        Transaction another = elsewhere(() -> database.begin(ACME)).join();
        Transaction outer = database.begin(ACME);

        assertThat(people(ACME)).as("the share is in use, half of it by this thread").isEqualTo(1);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> elsewhere(() -> people(ACME)).join());

        outer.rollback();
        assertThat(elsewhere(() -> people(ACME)).join()).isEqualTo(1);
        another.rollback();
    }

    @Test
    void longWorkWaitsForTheTenantsShareInsteadOfFailing() {
        Transaction first = elsewhere(() -> database.begin(ACME)).join();
        Transaction second = elsewhere(() -> database.begin(ACME)).join();
        CompletableFuture<Integer> longWork =
                elsewhere(() -> database.withoutTimeouts().read(ACME, handle -> handle.count(COUNT)));
        assertThatExceptionOfType(CompletionException.class).as("a request is refused meanwhile")
                .isThrownBy(() -> elsewhere(() -> people(ACME)).join());
        assertThat(longWork).isNotDone();

        first.rollback();
        assertThat(longWork.join()).isEqualTo(1);
        second.rollback();
    }

    @Test
    void workWithoutAnOwnerHasNoShare() {
        List<Transaction> all = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            all.add(elsewhere(() -> database.begin(Scope.NONE)).join());
        }
        assertThat(database.poolState().active()).isEqualTo(POOL);
        all.forEach(Transaction::rollback);
    }

    /** A realm import can choose any id, such as the name of a kind of work. */
    @Test
    void aTenantWhoseIdIsTheNameOfAKindOfWorkHasAShareOfItsOwn() throws SQLException {
        TenantBulkhead shares = new TenantBulkhead(1, 1);
        Runnable removal = shares.take(Work.REMOVAL);

        elsewhere(() -> {
            try {
                shares.take(Work.REMOVAL.name(), Duration.ofMillis(100)).run();
                return true;
            } catch (SQLException refused) {
                throw new IllegalStateException(refused);
            }
        }).join();
        removal.run();
    }
}

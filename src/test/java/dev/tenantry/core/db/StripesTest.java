package dev.tenantry.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tenantry.support.process.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A tenant uses only the connections of one stripe, in which its share limits its threads. Provisioning and removal
 * have shares of all stripes together.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StripesTest {

    private static final int STRIPES = 2;
    private static final int SIZE = 4;
    private static final int SHARE = 2;
    private static final String PID = "select pg_backend_pid()";
    private static final Scope FIRST = owned(0, 0);
    private static final Scope BESIDE_FIRST = owned(0, 1);
    private static final Scope SECOND = owned(1, 0);

    private final TwoSchemas schemas = new TwoSchemas();

    @AutoClose
    private final Database database = Database.open(schemas.settings(
                    STRIPES * SIZE, Duration.ofMillis(500),
                    new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), SHARE))
            .withStripes(STRIPES));

    /** The scope of a tenant that belongs to the given stripe. The tenant's schema is acme. */
    private static Scope owned(int stripe, int skipped) {
        String owner = IntStream.range(0, 1_000)
                .mapToObj(number -> "tenant-" + number)
                .filter(name -> Stripes.number(name, STRIPES) == stripe)
                .skip(skipped)
                .findFirst()
                .orElseThrow();
        return Scope.NONE.with("search_path", "acme").sharedBy(owner);
    }

    private static int pid(Transaction transaction) {
        return transaction.handle().count(PID);
    }

    private int pid(Scope scope) {
        return database.read(scope, handle -> handle.count(PID));
    }

    /** Runs the work in a new thread, since a share counts threads. */
    private static <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, command -> {
            Thread thread = new Thread(command);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Runs the work while the current thread holds the given number of connections. All but the first are nested. */
    private <T> T holding(Scope scope, int connections, Function<Set<Integer>, T> work) {
        List<Transaction> held = new ArrayList<>();
        try {
            while (held.size() < connections) {
                held.add(database.begin(scope));
            }
            return work.apply(held.stream().map(StripesTest::pid).collect(Collectors.toSet()));
        } finally {
            held.forEach(Transaction::rollback);
        }
    }

    private Set<Integer> backends(Scope scope, int connections) {
        return holding(scope, connections, pids -> pids);
    }

    @Test
    void aTenantUsesOnlyTheBackendsOfItsStripe() {
        Set<Integer> met = backends(FIRST, SIZE);

        assertThat(met).hasSize(SIZE);
        for (int i = 0; i < 3; i++) {
            backends(SECOND, i + 1);
            backends(Scope.NONE, i + 1);
            assertThat(backends(FIRST, SIZE)).isEqualTo(met);
            assertThat(met).contains(elsewhere(() -> pid(FIRST)).join());
        }
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> backends(FIRST, SIZE + 1));
        assertThat(backends(BESIDE_FIRST, SIZE)).isEqualTo(met);
    }

    @Test
    void twoTenantsOfDifferentStripesNeverShareABackend() {
        Set<Integer> both = new HashSet<>(backends(FIRST, SIZE));
        both.addAll(backends(SECOND, SIZE));

        assertThat(both).hasSize(STRIPES * SIZE);
    }

    @Test
    void otherStripesAndWorkWithoutAnOwnerAreServedWhileOneStripeIsFull() {
        holding(FIRST, SIZE, full -> {
            assertThat(full).doesNotContain(elsewhere(() -> pid(SECOND)).join());
            assertThat(full).doesNotContain(elsewhere(() -> pid(Scope.NONE)).join());
            database.ping();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> elsewhere(() -> pid(BESIDE_FIRST)).join())
                    .withCauseInstanceOf(DatabaseUnavailableException.class);
            return null;
        });
        assertThat(pid(BESIDE_FIRST)).isPositive();
    }

    @Test
    void aTenantUsesItsShareOfItsStripeAndOtherTenantsUseTheRest() {
        List<Transaction> noise = new ArrayList<>();
        for (int i = 0; i < SHARE; i++) {
            noise.add(elsewhere(() -> database.begin(FIRST)).join());
        }
        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> elsewhere(() -> pid(FIRST)).join());
        assertThat(database.sharesRefused()).isOne();
        assertThat(elsewhere(() -> pid(BESIDE_FIRST)).join()).isPositive();

        noise.forEach(Transaction::rollback);
        assertThat(elsewhere(() -> pid(FIRST)).join()).isPositive();
    }

    @Test
    void provisioningHasAQuarterOfAllConnectionsAndSpreadsOverTheStripes() {
        Database provisioning = database.forProvisioning();
        assertThat(provisioning.provisioningConnections()).isEqualTo(STRIPES * SIZE / 4);
        List<CompletableFuture<Transaction>> all = Stream.generate(
                        () -> elsewhere(() -> provisioning.begin(Scope.NONE)))
                .limit(STRIPES * SIZE / 4 + 1)
                .toList();
        Eventually.holds("the share is taken", () -> done(all).size() == STRIPES * SIZE / 4);

        assertThat(database.poolState().active()).isEqualTo(STRIPES * SIZE / 4);
        assertThat(backends(FIRST, SIZE - 1)).hasSize(SIZE - 1);
        assertThat(backends(SECOND, SIZE - 1)).hasSize(SIZE - 1);
        assertThat(all.size() - done(all).size()).as("one provisioning waits for the share").isOne();
        done(all).forEach(transaction -> transaction.join().rollback());
        all.stream().map(CompletableFuture::join).filter(Transaction::isOpen).forEach(Transaction::rollback);
    }

    private static List<CompletableFuture<Transaction>> done(List<CompletableFuture<Transaction>> all) {
        return all.stream().filter(CompletableFuture::isDone).toList();
    }

    @Test
    void removalsThatNeedASecondConnectionLeaveSomeInEachStripe() {
        Database removal = database.forRemoval();
        List<Transaction> registry = new ArrayList<>();
        List<Transaction> schema = new ArrayList<>();
        for (int i = 0; i < STRIPES * SIZE / 4; i++) {
            elsewhere(() -> registry.add(removal.begin(Scope.NONE)) && schema.add(removal.begin(Scope.NONE))).join();
        }

        assertThat(backends(FIRST, SIZE / 2)).hasSize(SIZE / 2);
        assertThat(backends(SECOND, SIZE / 2)).hasSize(SIZE / 2);
        Stream.of(schema, registry).flatMap(List::stream).forEach(Transaction::rollback);
    }

    @Test
    void aLostServerIsEvictedFromAllStripes() {
        Set<Integer> lost = backends(Scope.NONE, STRIPES * SIZE);
        assertThat(lost).hasSize(STRIPES * SIZE);
        Transaction cut = database.begin(FIRST);
        schemas.beside().rows("select pg_terminate_backend(?)", pid(cut));
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> pid(cut));
        cut.rollback();

        assertThat(database.poolState().active()).isZero();
        assertThat(backends(SECOND, SIZE)).doesNotContainAnyElementsOf(lost);
        assertThat(backends(FIRST, SIZE)).doesNotContainAnyElementsOf(lost);
    }

    @Test
    void theStateIsTheSumOfAllStripes() {
        backends(Scope.NONE, STRIPES * SIZE); // opens all connections
        holding(FIRST, 3, first -> holding(SECOND, 2, second -> {
            assertThat(database.poolState()).isEqualTo(new PoolState(5, 3, 0, STRIPES * SIZE));
            return null;
        }));
    }

    @Test
    void closingClosesAllStripes() {
        backends(Scope.NONE, STRIPES * SIZE);
        database.close();

        Eventually.holds("no session is left", () -> schemas.beside().<Long>value("""
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = 'tenantry'""") == 0);
    }

    @Test
    void theStripeOfATenantNeverChangesAndTenantsSpreadEvenly() {
        assertThat(Stripes.number("123456789", 1_000)).as("the check value of CRC-32, cbf43926").isEqualTo(262);

        for (int stripes : new int[] {2, 4, 5}) {
            Map<Integer, Long> tenants = IntStream.range(0, 10_000)
                    .mapToObj(number -> UUID.nameUUIDFromBytes(new byte[] {(byte) (number >> 8), (byte) number}))
                    .collect(Collectors.groupingBy(
                            id -> Stripes.number(id.toString(), stripes), Collectors.counting()));
            assertThat(tenants).hasSize(stripes).allSatisfy((stripe, count) ->
                    assertThat(count).isBetween(9_000L / stripes, 11_000L / stripes));
        }
    }

    @Test
    void stripesAreOfEqualSize() {
        DatabaseSettings settings = schemas.settings(8, Duration.ofSeconds(1));

        assertThat(settings.withStripes(2).stripeSize()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withStripes(3));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withStripes(0));
    }
}

package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Keycloak interrupts the thread of a call to a user store that takes longer than 3 s (ServicesUtils.timeBound, 26.7),
 * clears the interrupt when the call is over, and uses the call's result.
 */
@Timeout(60)
final class InterruptTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1);

    /** Two connections. Each tenant may use one of them. */
    @AutoClose
    private final Database database = Database.open(SCHEMAS.settings(2, Duration.ofSeconds(20), LIMITS));

    @AfterEach
    void nothingIsLeftOnTheThreadOrTheConnections() {
        Thread.interrupted();
        assertThat(SCHEMAS.idleInTransaction()).isZero();
        assertThat(database.poolState().active()).isZero();
        assertThat(people(ACME)).isEqualTo(1);
        assertThat(people(GLOBEX)).isEqualTo(1);
    }

    private int people(Scope scope) {
        return database.read(scope, handle -> handle.count(COUNT));
    }

    private static void interruptMeAfter(long millis) {
        Thread me = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            sleep(millis);
            me.interrupt();
        });
        interrupter.setDaemon(true);
        interrupter.start();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInterruptedStatementIsFinished() {
        int backend = database.read(Scope.NONE, handle -> handle.count("select pg_backend_pid()"));
        interruptMeAfter(200);

        assertThat(database.<Integer>read(ACME, handle -> handle.count("select pg_backend_pid() from pg_sleep(2)")))
                .isEqualTo(backend);
        assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
        assertThat(database.<Integer>read(ACME, handle -> handle.count("select pg_backend_pid()")))
                .as("the connection was not replaced").isEqualTo(backend);
    }

    @Test
    void anInterruptedTransactionIsFinished() {
        interruptMeAfter(200);
        database.inTransaction(ACME, handle -> {
            handle.update("update person set email = 'augusta@acme.example'");
            return handle.count("select 1 from pg_sleep(2)");
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(SCHEMAS.beside().<String>value("select email from acme.person")).startsWith("augusta@");
    }

    @Test
    void anInterruptSetBeforeACallDoesNotHarmTheCall() {
        Thread.currentThread().interrupt();

        assertThat(people(ACME)).isEqualTo(1);
        assertThat(database.<Integer>inTransaction(ACME, handle -> handle.count(COUNT))).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheWaitForAConnectionOrAShare() {
        Transaction ofNobody = database.begin(Scope.NONE);
        Transaction ofGlobex = database.begin(GLOBEX);
        long start = System.nanoTime();

        interruptMeAfter(200);
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> people(ACME));
        assertThat(Thread.interrupted()).isTrue();
        ofNobody.rollback();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        new Thread(() -> {
            interruptMeAfter(200);
            failure.complete(catchThrowable(() -> people(GLOBEX)));
        }).start();

        assertThat(failure).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(DatabaseUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(database.sharesRefused()).isOne();
        ofGlobex.rollback();
    }

    @Test
    void interruptsAtAnyMomentLeaveOnlyWholeTransactions() {
        Map<Scope, AtomicInteger> acknowledged = Map.of(ACME, new AtomicInteger(), GLOBEX, new AtomicInteger());
        AtomicInteger refused = new AtomicInteger();
        List<Thread> busy = new ArrayList<>();
        for (String tenant : List.of("acme", "globex")) {
            SCHEMAS.beside().execute("create table " + tenant + ".twice (n int)");
        }
        for (int i = 0; i < 3; i++) { // three threads of a tenant compete for its one connection
            acknowledged.forEach((tenant, count) -> busy.add(new Thread(() -> writeOften(tenant, count, refused))));
        }
        busy.forEach(Thread::start);
        while (busy.stream().anyMatch(Thread::isAlive)) {
            busy.get(ThreadLocalRandom.current().nextInt(busy.size())).interrupt();
            sleep(1);
        }

        assertThat(refused).hasPositiveValue();
        for (int n = 1; n <= 2; n++) {
            assertThat(rows("acme", n)).isEqualTo(acknowledged.get(ACME).get()).isPositive();
            assertThat(rows("globex", n)).isEqualTo(acknowledged.get(GLOBEX).get()).isPositive();
        }
    }

    private void writeOften(Scope tenant, AtomicInteger acknowledged, AtomicInteger refused) {
        for (int i = 0; i < 100; i++) {
            try {
                database.inTransaction(tenant, handle -> {
                    handle.update("insert into twice values (1)");
                    handle.count("select 1 from pg_sleep(0.001)");
                    return handle.update("insert into twice values (2)");
                });
                acknowledged.incrementAndGet();
            } catch (DatabaseUnavailableException interrupted) {
                refused.incrementAndGet();
            }
            Thread.interrupted(); // as Keycloak does
        }
    }

    private static long rows(String tenant, int n) {
        return SCHEMAS.beside().<Long>value("select count(*) from " + tenant + ".twice where n = " + n);
    }
}

package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Limits;
import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.lifecycle.TwoDatabases;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.schema.SchemaRemoval;
import dev.tenantry.core.tenant.TenantException.Reason;
import dev.tenantry.support.process.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that are in progress while their tenant is taken out of service. */
@Timeout(60)
final class SchemaFencesTest {

    private static final int ROUNDS = 20;
    private static final int WRITERS = 6;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final Database DATABASE = TENANTS.open(
            WRITERS + 2, new Limits(Duration.ofSeconds(10), Duration.ofMillis(500), WRITERS + 2));

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);

    private final TenantTransactions door = new TenantTransactions(DATABASE);
    private final TenantRegistry registry = new TenantRegistry(DATABASE);
    private final TenantLifecycle lifecycle =
            new TenantLifecycle(DATABASE, registry, ReservedNames.builtIn(), TwoTenants.PREFIX);
    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
    }

    @AfterEach
    void removeAndLookAtTheOthers() {
        TENANTS.lifecycle().remove(initech);
        TENANTS.readAcme(handle -> assertThat(handle.count("select count(*) from users")).isOne());
        TENANTS.changeGlobex(handle -> handle.update("update users set first_name = 'Ada' where username = 'ada'"));
    }

    private static int add(TenantHandle handle, String username) {
        return handle.update("""
                insert into users (id, username, email_shared, email_verified, enabled, not_before)
                values (?, ?, false, false, true, 0)""", "id-of-" + username, username);
    }

    private long users() {
        return TENANTS.beside().<Long>value("select count(*) from " + initech.schema().quoted() + ".users");
    }

    private void apply(StateOperation operation) {
        Tenant now = registry.find(initech.realmId()).orElseThrow();
        Participant change = operation == StateOperation.ARCHIVE
                ? lifecycle.archive(now, Duration.ofDays(1))
                : lifecycle.change(now, operation);
        change.prepare();
        change.afterCommit();
    }

    private static void assertRefused(ThrowingCallable write, TenantState state) {
        assertThatExceptionOfType(TenantException.class).isThrownBy(write)
                .withMessage("Tenant initech is " + state)
                .extracting(TenantException::reason)
                .isEqualTo(Reason.WRONG_STATE);
    }

    @Test
    void writesFromBeforeASuspensionAreNotCommittedAfterIt() {
        TenantTransaction open = door.begin(initech);
        open.write(handle -> add(handle, "ada"));
        TenantTransaction longWork = door.beginLong(initech);
        longWork.write(handle -> add(handle, "bob"));
        TenantTransaction later = door.beginLater(initech);
        later.write(handle -> {
            handle.defer("delete from users where username = ?", "nobody");
            return null;
        });

        apply(StateOperation.SUSPEND);

        assertRefused(open::commit, TenantState.SUSPENDED);
        assertRefused(longWork::commit, TenantState.SUSPENDED);
        assertRefused(later::commit, TenantState.SUSPENDED);
        assertThat(users()).isZero();
        assertThat(DATABASE.poolState().active()).isZero();
    }

    /** The write comes from a server that does not know of the new state yet. */
    @ParameterizedTest
    @EnumSource(value = TenantState.class, names = {"SUSPENDED", "ARCHIVED", "RELEASING", "DROPPING"})
    void aWriteWithAnOutdatedActiveStateIsRefused(TenantState state) {
        switch (state) {
            case SUSPENDED -> apply(StateOperation.SUSPEND);
            case ARCHIVED -> apply(StateOperation.ARCHIVE);
            case RELEASING -> lifecycle.adoptionStates().release(initech, JobClaim.NONE).prepare();
            default -> {
                lifecycle.drop(initech).prepare();
                new SchemaRemoval(DATABASE).close(initech, handle -> {});
            }
        }

        assertRefused(() -> door.write(initech, handle -> add(handle, "ada")), state);
        assertThat(users()).isZero();
        assertThat(door.<Integer>read(initech, handle -> handle.count("select count(*) from users"))).isZero();
    }

    @Test
    void aTenantThatIsBackInServiceAcceptsWrites() {
        apply(StateOperation.SUSPEND);
        apply(StateOperation.RESUME);
        door.write(initech, handle -> add(handle, "ada"));
        apply(StateOperation.ARCHIVE);
        apply(StateOperation.RESTORE);
        door.write(initech, handle -> add(handle, "bob"));

        Participant rolledBack = lifecycle.change(initech, StateOperation.SUSPEND);
        rolledBack.prepare();
        rolledBack.afterRollback();
        door.write(initech, handle -> add(handle, "eve"));

        assertThat(users()).isEqualTo(3);
    }

    @Test
    void aSuspensionWaitsForAWriteThatIsCommitting() throws Exception {
        commitWaits();
        CompletableFuture<Void> suspension;
        CompletableFuture<Void> write;
        try (Connection holder = TENANTS.beside().connect()) {
            hold(holder);
            write = CompletableFuture.runAsync(
                    () -> new TenantTransactions(DATABASE.withoutTimeouts()).write(initech, handle -> add(handle, "ada")),
                    threads);
            Eventually.holds("the write commits", () -> waiting() == 1);
            suspension = CompletableFuture.runAsync(() -> new SchemaFences(
                            TenantDatabases.only(DATABASE.withoutTimeouts()), new TenantRegistry(DATABASE.withoutTimeouts()))
                    .close(initech, handle -> TenantRegistry.changeState(
                            handle, initech.realmId(), TenantState.ACTIVE, TenantState.SUSPENDED)), threads);
            Eventually.holds("the suspension waits", () -> waiting() == 2);
        }
        write.join();
        suspension.join();

        assertThat(users()).isOne();
        assertThat(registry.find(initech.realmId())).map(Tenant::state).contains(TenantState.SUSPENDED);
    }

    @Test
    void aSuspensionThatWaitsTooLongFailsAndChangesNothing() throws Exception {
        commitWaits();
        CompletableFuture<Void> write;
        try (Connection holder = TENANTS.beside().connect()) {
            hold(holder);
            write = CompletableFuture.runAsync(
                    () -> new TenantTransactions(DATABASE.withoutTimeouts()).write(initech, handle -> add(handle, "ada")),
                    threads);
            Eventually.holds("the write commits", () -> waiting() == 1);

            assertThatExceptionOfType(TenantException.class).isThrownBy(() -> apply(StateOperation.SUSPEND))
                    .withMessageContaining("Tenant initech has writes")
                    .withMessageContaining("Repeat the request");
            assertThat(registry.find(initech.realmId())).contains(initech);
        }
        write.join();
        apply(StateOperation.SUSPEND);
    }

    private void commitWaits() {
        TENANTS.beside().execute("""
                create or replace function public.wait() returns trigger language plpgsql as $$ begin
                  perform pg_advisory_xact_lock(4711);
                  return null;
                end $$""");
        TENANTS.beside().execute("create constraint trigger wait after insert on " + initech.schema().quoted()
                + ".users deferrable initially deferred for each row execute function public.wait()");
    }

    private static void hold(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(4711)");
        }
    }

    private static long waiting() {
        return TENANTS.beside().<Long>value("""
                select count(*) from pg_locks where locktype = 'advisory' and not granted
                  and database = (select oid from pg_database where datname = current_database())""");
    }

    /** Each round suspends the tenant while several threads write to it. */
    @Test
    void aSuspendedTenantHasExactlyTheAcknowledgedWrites() {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < ROUNDS; round++) {
            AtomicInteger count = new AtomicInteger();
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "user-" + round + "-" + writer + "-";
                writers.add(CompletableFuture.runAsync(() -> writeUntilRefused(name, acknowledged, count), threads));
            }
            Eventually.holds("the threads write", () -> count.get() >= WRITERS);

            apply(StateOperation.SUSPEND);
            long then = users();
            writers.forEach(CompletableFuture::join);

            assertThat(users()).isEqualTo(then).isEqualTo(acknowledged.size());
            apply(StateOperation.RESUME);
        }
    }

    private void writeUntilRefused(String name, Set<String> acknowledged, AtomicInteger count) {
        for (int i = 0;; i++) {
            String username = name + i;
            try {
                door.write(initech, handle -> add(handle, username));
            } catch (TenantException refused) {
                assertThat(refused).hasMessage("Tenant initech is SUSPENDED");
                return;
            }
            acknowledged.add(username);
            count.incrementAndGet();
        }
    }

    @Test
    void aSchemaLeftClosedByACrashIsReopenedByARefusedWriteOrBySettle() {
        close();
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> door.write(initech, handle -> add(handle, "ada")))
                .extracting(TenantException::reason)
                .isEqualTo(Reason.WRONG_STATE);
        door.write(initech, handle -> add(handle, "ada"));

        close();
        lifecycle.settle(initech);
        door.write(initech, handle -> add(handle, "bob"));

        assertThat(users()).isEqualTo(2);
    }

    private void close() {
        TENANTS.beside().execute("comment on schema " + initech.schema().quoted() + " is '"
                + SchemaMark.closed(initech.realmId()).text() + "'");
    }

    @Test
    void theMarkOfAnotherRealmIsLeftUnchanged() {
        String foreign = SchemaMark.open(TENANTS.acme().realmId()).text();
        TENANTS.beside().execute("comment on schema " + initech.schema().quoted() + " is '" + foreign + "'");

        apply(StateOperation.SUSPEND);
        apply(StateOperation.RESUME);

        assertThat(TENANTS.beside().<String>value("select obj_description(?::regnamespace, 'pg_namespace')",
                initech.schema().value())).isEqualTo(foreign);
        lifecycle.claim(initech);
    }

    /** No transaction spans the registry and a schema in another database. */
    @Test
    void aTenantInAnotherDatabaseThanTheRegistryIsFencedAsWell() {
        try (TwoDatabases databases = new TwoDatabases()) {
            Tenant globex = databases.globex();
            TenantTransaction open = databases.transactions().begin(globex);
            open.write(handle -> add(handle, "bob"));
            databases.lifecycle().change(globex, StateOperation.SUSPEND).prepare();
            assertThatExceptionOfType(TenantException.class).isThrownBy(open::commit)
                    .withMessage("Tenant globex is SUSPENDED");

            // A crash: the registry's part of a second suspension is lost.
            databases.besideMain().execute("update tenantry.tenant set state = 'ACTIVE'");
            assertThatExceptionOfType(TenantException.class).isThrownBy(
                    () -> databases.transactions().write(globex, handle -> add(handle, "bob")));
            assertThat(databases.transactions().<Integer>write(globex, handle -> add(handle, "bob"))).isOne();
            assertThat(databases.transactions().<Integer>write(databases.acme(), handle -> add(handle, "bob"))).isOne();
        }
    }
}

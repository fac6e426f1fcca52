package dev.tenantry.core.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tenantry.core.adoption.Adoption.State;
import dev.tenantry.core.adoption.Adoption.Step;
import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.EventStore;
import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.invitation.InvitationStore;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.job.LostLeaseException;
import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs jobs on a real database. Only Keycloak is replaced by an object in memory. */
@Timeout(60)
final class AdoptionsTest {

    /** Enough users for three pages. */
    private static final int USERS = 2 * UserTransfer.PAGE + 50;

    private static final String END_OF_PAGE_1 = ShopRealm.id(UserTransfer.PAGE);
    private static final String END_OF_PAGE_2 = ShopRealm.id(2 * UserTransfer.PAGE);
    private static final String ON_PAGE_2 = ShopRealm.id(UserTransfer.PAGE + 100);

    private static final NewTenant SHOP = new NewTenant(ShopRealm.ID, new TenantName("shop"), "Shop");

    /** Stands for a crash: no code that handles failures catches this error. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    @AutoClose
    private final Database database = tenants.open(5);

    private final ShopRealm shop = new ShopRealm(tenants.lifecycle());
    private final Adoptions adoptions = new Adoptions(
            new RegistryTransactions(database),
            tenants.registry(),
            tenants.lifecycle(),
            tenants.transactions(),
            TenantListener.NONE);

    private final AdoptionStore store = new AdoptionStore(new RegistryTransactions(database));

    @BeforeEach
    void connect() {
        adoptions.connect(shop);
    }

    @AfterEach
    void theOtherTenantsAreUndisturbed() {
        tenants.readAcme(handle -> assertThat(handle.count("select count(*) from users")).isOne());
        tenants.readGlobex(handle -> assertThat(handle.count("select count(*) from users")).isOne());
    }

    private Adoption adopt() {
        return adoptions.start(Operation.ADOPT, SHOP, null, shop.enabled, shop.count());
    }

    private Adoption release() {
        return adoptions.start(Operation.RELEASE, SHOP, TenantState.ACTIVE, shop.enabled, 0);
    }

    private Adoption ended(Adoption begun, State state) {
        Eventually.holds("the job ends", () -> find(begun).state() != State.RUNNING);
        Adoption ended = find(begun);
        assertThat(ended.state()).as(ended.toString()).isEqualTo(state);
        return ended;
    }

    private void finishOnAnotherServer(String id) {
        Eventually.holds("another server takes over", () -> {
            tenants.beside().execute("update tenantry.adoption set heartbeat_at = now() - interval '1 minute'"
                    + " where state = 'RUNNING'");
            adoptions.takeOver();
            return adoptions.find(id).orElseThrow().state() != State.RUNNING;
        });
    }

    private Adoption find(Adoption begun) {
        return adoptions.find(begun.id()).orElseThrow();
    }

    private Optional<Tenant> tenant() {
        return tenants.registry().find(ShopRealm.ID);
    }

    private int inSchema(String condition) {
        return tenants.transactions().read(tenant().orElseThrow(),
                handle -> handle.count("select count(*) from users where " + condition));
    }

    private void assertAllAreInTheSchema() {
        assertThat(tenant()).map(Tenant::state).contains(TenantState.ACTIVE);
        assertThat(inSchema("""
                plain_id and password ->> 'position' = '0' and credentials #>> array['o-' || id, 'position'] = '1'
                  and attributes = '{"color": ["red", "blue"]}' and consents #>> '{client,scopes,0,id}' = 'scope'
                  and found_by @> '{a:color=blue,c:client}'""")).isEqualTo(USERS);
        assertThat(shop.count()).isZero();
        assertThat(shop.tenant).isTrue();
        assertThat(shop.enabled).isTrue();
    }

    /** Runs the code once, when the named step is about to happen for the first time. */
    private void when(String doing, Runnable happens) {
        AtomicBoolean happened = new AtomicBoolean();
        Consumer<String> hook = now -> {
            if (now.equals(doing) && happened.compareAndSet(false, true)) {
                happens.run();
            }
        };
        shop.before = hook;
    }

    private static void crash() {
        throw new Crash();
    }

    private void assertGoesOnAfterACrash(String doing) {
        shop.populate(USERS);
        AtomicBoolean crashed = new AtomicBoolean();
        when(doing, () -> {
            crashed.set(true);
            crash();
        });
        Adoption begun = adopt();
        Eventually.holds("the server crashes", crashed::get);
        assertThat(find(begun).state()).isEqualTo(State.RUNNING);

        finishOnAnotherServer(begun.id());
        assertThat(ended(begun, State.DONE).progress().removed()).isEqualTo(USERS);
        assertAllAreInTheSchema();
    }

    private static StoredEvent event(int number) {
        EventKind kind = number % 2 == 0 ? EventKind.LOGIN : EventKind.ADMIN;
        return new StoredEvent(kind, number, "event-" + number, "UPDATE", "u1", null, null, null, null, null, null, null,
                null, Map.of("number", "" + number));
    }

    private static final StoredInvitation INVITATION =
            new StoredInvitation("i", "organization", "mary@example.test", "Mary", null, 1, 2, null);

    private void givenRecords() {
        shop.events.add(IntStream.range(0, RecordTransfer.PAGE + 10).mapToObj(AdoptionsTest::event).toList());
        shop.invitations.add(List.of(INVITATION));
    }

    private void assertRecordsAreInTheSchema() {
        assertThat(shop.events.byId).isEmpty();
        assertThat(shop.invitations.byId).isEmpty();
        tenants.transactions().read(tenant().orElseThrow(), handle -> {
            assertThat(EventStore.count(handle)).isEqualTo(RecordTransfer.PAGE + 10);
            assertThat(EventStore.after(handle, null, 1)).containsExactly(event(1));
            assertThat(InvitationStore.after(handle, "", 10)).containsExactly(INVITATION);
            return null;
        });
    }

    @Test
    void eventsAndInvitationsMoveWithTheUsersAndBack() {
        shop.populate(3);
        givenRecords();
        ended(adopt(), State.DONE);
        assertRecordsAreInTheSchema();

        ended(release(), State.DONE);

        assertThat(tenant()).isEmpty();
        assertThat(shop.events.byId.values()).hasSize(RecordTransfer.PAGE + 10).contains(event(0), event(1));
        assertThat(shop.invitations.byId.values()).containsExactly(INVITATION);
    }

    @Test
    void aCrashBetweenTheWritesLosesAndDoublesNoEvent() {
        givenRecords();
        shop.populate(1);
        AtomicBoolean crashed = new AtomicBoolean();
        shop.events.beforeRemove = () -> {
            if (crashed.compareAndSet(false, true)) {
                crash();
            }
        };
        Adoption begun = adopt();
        finishOnAnotherServer(begun.id());

        ended(begun, State.DONE);
        assertRecordsAreInTheSchema();
    }

    @Test
    void aReleaseKeepsTheSchemaIfAnEventWasAddedMeanwhile() {
        shop.populate(1);
        ended(adopt(), State.DONE);
        when("events", () -> tenants.beside().execute("insert into \"" + tenant().orElseThrow().schema().value()
                + "\".event (kind, time, id, type) values ('admin', 1, 'late', 'UPDATE')"));
        shop.events.afterAdd = () -> tenants.beside().execute("insert into \""
                + tenant().orElseThrow().schema().value()
                + "\".event (kind, time, id, type) values ('admin', 0, 'later', 'UPDATE') on conflict do nothing");

        Adoption failed = ended(release(), State.FAILED);

        assertThat(failed.cause()).contains("Request the release again");
        ended(release(), State.DONE);
        assertThat(shop.events.byId).containsOnlyKeys("late", "later");
    }

    private Tenant adopted() {
        shop.populate(USERS);
        givenRecords();
        ended(adopt(), State.DONE);
        return tenant().orElseThrow();
    }

    private void assertIsReleased(Tenant released) {
        assertThat(tenant()).isEmpty();
        assertThat(shop.count()).isEqualTo(USERS);
        assertThat(shop.events.byId).hasSize(RecordTransfer.PAGE + 10);
        assertThat(shop.invitations.byId.values()).containsExactly(INVITATION);
        assertSchemaAndRoleAreGone(released);
    }

    private void assertSchemaAndRoleAreGone(Tenant released) {
        assertThat(tenants.schemaExists(released.schema())).isFalse();
        assertThat(tenants.beside().rows("select 1 from pg_roles where rolname = ?", released.roleOrNull().value()))
                .isEmpty();
    }

    @Test
    void aReleaseContinuesAfterALockedTableHasInterruptedTheDrop() {
        Tenant shopTenant = adopted();
        Adoption paused;
        try (HeldTables reader = HeldTables.of(
                tenants.beside(), List.of(shopTenant.schema().quoted() + ".users"))) {
            paused = release();
            Eventually.holds("the removal waits for the table", () -> reader.areAwaitedBy(1));
            Eventually.holds("the job pauses", () -> adoptionThreads() == 0);
        }
        assertThat(find(paused).state()).isEqualTo(State.RUNNING);
        assertThat(tenants.beside().rows(
                "select tablename from pg_tables where schemaname = ?", shopTenant.schema().value()))
                .contains(List.of("users")).doesNotContain(List.of("event"));

        finishOnAnotherServer(paused.id());

        ended(paused, State.DONE);
        assertIsReleased(shopTenant);
    }

    /** A trigger simulates a crash between the drop of the role and the deletion of the registry's row. */
    @Test
    void aReleaseContinuesAfterACrashThatLeftOnlyTheRegistrysRow() {
        Tenant shopTenant = adopted();
        tenants.beside().execute("""
                create function public.refuse() returns trigger language plpgsql as $$ begin
                  raise 'not the row';
                end $$""");
        tenants.beside().execute("create trigger crash before delete on tenantry.tenant"
                + " for each row execute function public.refuse()");
        Adoption failed = ended(release(), State.FAILED);
        assertSchemaAndRoleAreGone(shopTenant);
        assertThat(tenant()).map(Tenant::state).contains(TenantState.RELEASING);
        tenants.beside().execute("drop function public.refuse() cascade");

        adoptions.resume(ShopRealm.ID);

        ended(failed, State.DONE);
        assertIsReleased(shopTenant);
    }

    @Test
    void anAdoptedRealmsUsersAreOnlyInTheSchema() {
        shop.populate(USERS);

        Adoption done = ended(adopt(), State.DONE);

        assertThat(done.progress().total()).isEqualTo(USERS);
        assertThat(done.progress().copied()).isEqualTo(USERS);
        assertThat(done.progress().verified()).isEqualTo(USERS);
        assertThat(done.progress().removed()).isEqualTo(USERS);
        assertAllAreInTheSchema();
    }

    @Test
    void aRealmWithoutUsersIsAdopted() {
        ended(adopt(), State.DONE);
        assertThat(inSchema("true")).isZero();
    }

    @Test
    void aCrashWhileCopyingLosesNobody() {
        assertGoesOnAfterACrash("after " + END_OF_PAGE_1);
    }

    @Test
    void aCrashWhileTheRealmBecomesATenantLosesNobody() {
        assertGoesOnAfterACrash("makeTenant");
    }

    @Test
    void aCrashWhileRemovingLosesNobody() {
        assertGoesOnAfterACrash("remove " + END_OF_PAGE_1);
    }

    @Test
    void aUserWhoIsChangedAfterTheCopyIsCopiedAgain() {
        shop.populate(USERS);
        when("after " + END_OF_PAGE_2, () -> {
            shop.giveFirstName("u00001", "Grace");
            shop.remove(List.of("u00002"));
            shop.add("u00001a");
        });

        ended(adopt(), State.DONE);

        assertAllAreInTheSchema();
        assertThat(inSchema("id = 'u00001' and first_name = 'Grace'")).isOne();
        assertThat(inSchema("id = 'u00002'")).isZero();
        assertThat(inSchema("id = 'u00001a'")).isOne();
    }

    @Test
    void aUserWhoIsChangedAfterTheComparisonIsKept() {
        shop.populate(USERS);
        when("remove " + END_OF_PAGE_1, () -> shop.giveFirstName(ON_PAGE_2, "Grace"));

        Adoption failed = ended(adopt(), State.FAILED);

        assertThat(failed.step()).isEqualTo(Step.REMOVE);
        assertThat(failed.cause()).contains("changed after the comparison").doesNotContain("Grace", ON_PAGE_2);
        assertThat(shop.count()).isEqualTo(USERS - UserTransfer.PAGE);
        assertThat(inSchema("true")).isEqualTo(USERS);
        shop.giveFirstName(ON_PAGE_2, "Ada");
        assertThat(adopt().id()).isEqualTo(failed.id());
        ended(failed, State.DONE);
        assertAllAreInTheSchema();
    }

    @Test
    void aSecondRequestReturnsTheRunningJob() {
        shop.populate(USERS);
        AtomicBoolean goOn = new AtomicBoolean();
        when("after " + END_OF_PAGE_1, () -> Eventually.holds("both requests are made", goOn::get));

        Adoption first = adopt();
        Adoption second = adopt();
        goOn.set(true);

        assertThat(second.id()).isEqualTo(first.id());
        ended(first, State.DONE);
    }

    @Test
    void anUnexpectedFailureIsReportedOnlyByItsType() {
        shop.populate(USERS);
        when("after " + END_OF_PAGE_1, () -> {
            throw new IllegalStateException("ada@shop.test is not unique");
        });

        Adoption failed = ended(adopt(), State.FAILED);

        assertThat(failed.cause()).isEqualTo("IllegalStateException");
        assertThat(failed.step()).isEqualTo(Step.COPY);
        ended(adopt(), State.DONE);
        assertAllAreInTheSchema();
    }

    @Test
    void aCanceledAdoptionLeavesNothing() {
        shop.populate(USERS);
        when("after " + END_OF_PAGE_1, () -> {
            throw new IllegalStateException();
        });
        Adoption failed = ended(adopt(), State.FAILED);
        assertThat(shop.enabled).isFalse();

        assertThat(adoptions.cancel(failed)).isTrue();

        ended(failed, State.CANCELLED);
        assertThat(tenant()).isEmpty();
        assertThat(shop.count()).isEqualTo(USERS);
        assertThat(shop.enabled).isTrue();
        assertThat(tenants.beside().rows("select 1 from pg_namespace where nspname like 'tenant_shop%'")).isEmpty();
        assertThat(adoptions.cancel(find(failed))).isFalse();
    }

    @Test
    void aReleasedRealmHasItsUsersBackAndCanBeAdoptedAgain() {
        shop.populate(USERS);
        ended(adopt(), State.DONE);

        ended(release(), State.DONE);

        assertThat(tenant()).isEmpty();
        assertThat(shop.count()).isEqualTo(USERS);
        assertThat(shop.tenant).isFalse();
        assertThat(shop.enabled).isTrue();
        ended(adopt(), State.DONE);
        assertAllAreInTheSchema();
    }

    private PlainIds plainIds() {
        return new PlainIds(new RegistryTransactions(database));
    }

    @Test
    void userIdsAreReservedBeforeTheUsersLeaveKeycloaksTable() {
        shop.populate(USERS);
        List<Boolean> reserved = new ArrayList<>();
        when("remove ", () -> shop.after("", USERS).forEach(
                user -> reserved.add(plainIds().isOfAnother("another realm", user.id()))));

        ended(adopt(), State.DONE);

        assertThat(reserved).hasSize(USERS).containsOnly(true);
        ended(adoptions.start(Operation.RELEASE, SHOP, TenantState.ACTIVE, true, 0), State.DONE);
        assertThat(plainIds().isOfAnother("another realm", "u00001")).isFalse();
    }

    @Test
    void aRealmWithAnIdThatBelongsToATenantIsNotAdopted() {
        shop.populate(3);
        shop.add(tenants.acme().idPrefix().newId());

        Adoption failed = ended(adopt(), State.FAILED);

        assertThat(failed.cause()).contains("1 users have ids that belong to another tenant's realm");
        assertThat(shop.count()).isEqualTo(4);
    }

    @Test
    void aReleasedUserGetsANewIdOnlyIfTheOldIdIsTakenOrTooLong() {
        String ofAcme = tenants.acme().idPrefix().newId();
        String tooLong = "x".repeat(37);
        shop.populate(USERS);
        ended(adopt(), State.DONE);
        Tenant adopted = tenant().orElseThrow();
        tenants.transactions().write(adopted, handle -> {
            for (String id : List.of(ofAcme, tooLong)) {
                StoredUser user = new StoredUser(id, "of " + id);
                user.grantRole("role");
                UserStore.insert(handle, user);
            }
            return null;
        });
        shop.ofAnotherRealm.add("u00300");

        ended(adoptions.start(Operation.RELEASE, SHOP, TenantState.ACTIVE, true, 0), State.DONE);

        List<StoredUser> released = shop.after("", 2 * USERS);
        assertThat(released).hasSize(USERS + 2).extracting(StoredUser::id)
                .contains("u00001", "u00299", ShopRealm.id(USERS))
                .doesNotContain("u00300", ofAcme, tooLong);
        assertThat(released)
                .filteredOn(user -> List.of("name-of-u00300", "of " + ofAcme, "of " + tooLong).contains(user.username()))
                .hasSize(3)
                .allSatisfy(user -> assertThat(adopted.idPrefix().begins(user.id())).isTrue());
        assertThat(released).filteredOn(user -> user.roleIds().equals(List.of("role"))).hasSize(2);
    }

    @Test
    void aReleasedRealmThatWasDisabledStaysDisabled() {
        shop.populate(USERS);
        ended(adopt(), State.DONE);
        shop.enabled = false;

        ended(release(), State.DONE);

        assertThat(shop.count()).isEqualTo(USERS);
        assertThat(shop.enabled).isFalse();
    }

    @Test
    void aCanceledReleaseKeepsATenantWithADisabledRealmInService() {
        shop.populate(USERS);
        ended(adopt(), State.DONE);
        shop.enabled = false;
        when("replace", () -> {
            throw new IllegalStateException();
        });
        Adoption failed = ended(release(), State.FAILED);

        assertThat(adoptions.cancel(failed)).isTrue();

        ended(failed, State.CANCELLED);
        assertThat(tenant()).map(Tenant::state).contains(TenantState.ACTIVE);
        assertThat(shop.enabled).isFalse();
        tenants.transactions().write(tenant().orElseThrow(), handle -> handle.update("delete from users"));
    }

    private void suspend() {
        tenants.lifecycle().change(tenant().orElseThrow(), StateOperation.SUSPEND).prepare();
    }

    private void assertStaysSuspended(Adoption failed) {
        assertThat(failed.step()).isEqualTo(Step.PREPARE);
        assertThat(tenant()).map(Tenant::state).contains(TenantState.SUSPENDED);
        assertThat(adoptions.cancel(failed)).isTrue();
        ended(failed, State.CANCELLED);
        assertThat(tenant()).map(Tenant::state).contains(TenantState.SUSPENDED);
        assertThat(shop.tenant).isTrue();
    }

    @Test
    void aTenantThatWasSuspendedAfterTheRequestIsNotReleased() {
        shop.populate(3);
        ended(adopt(), State.DONE);
        suspend();

        Adoption failed = ended(release(), State.FAILED);

        assertThat(failed.cause()).isEqualTo("Tenant shop is SUSPENDED and was ACTIVE when the release was requested."
                + " Cancel the job: tenantry adoptions " + failed.id() + " --cancel. Then request the release again");
        assertStaysSuspended(failed);
    }

    @Test
    void aTenantThatIsSuspendedJustBeforeTheReleaseIsNotReleased() {
        shop.populate(3);
        ended(adopt(), State.DONE);
        when("beginRelease", this::suspend);

        assertStaysSuspended(ended(release(), State.FAILED));
    }

    @Test
    void aReleaseKeepsTheSchemaIfAUserChangesAfterTheComparison() {
        shop.populate(USERS);
        ended(adopt(), State.DONE);
        String schema = "\"" + tenant().orElseThrow().schema().value() + "\"";
        when("makeStandard", () -> tenants.beside().execute(
                "update " + schema + ".users set first_name = 'Grace' where id = '" + ON_PAGE_2 + "'"));

        Adoption failed = ended(release(), State.FAILED);

        assertThat(failed.step()).isEqualTo(Step.REMOVE);
        assertThat(failed.cause()).contains("the schema is kept").doesNotContain("Grace", ON_PAGE_2);
        assertThat(tenants.beside().<Long>value("select count(*) from " + schema + ".users")).isEqualTo(USERS);
        tenants.beside().execute("update " + schema + ".users set first_name = 'Ada' where id = '" + ON_PAGE_2 + "'");
        adoptions.resume(ShopRealm.ID);
        ended(failed, State.DONE);
        assertThat(tenant()).isEmpty();
    }

    /** The first server hangs while another server finishes the job. Then the first server continues. */
    private void standStill(String doing, Runnable beginning, Runnable meanwhile) {
        standStill(doing, beginning, () -> {}, meanwhile);
    }

    private void standStill(String doing, Runnable beginning, Runnable first, Runnable meanwhile) {
        CountDownLatch stands = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        CountDownLatch hasGoneOn = new CountDownLatch(1);
        when(doing, () -> {
            stands.countDown();
            await(goesOn);
            shop.before = now -> {};
            hasGoneOn.countDown();
        });
        beginning.run();
        await(stands);
        first.run();
        try (Adoptions other = new Adoptions(
                new RegistryTransactions(database), tenants.registry(), tenants.lifecycle(), tenants.transactions(),
                TenantListener.NONE)) {
            other.connect(shop);
            Eventually.holds("another server has finished the job", () -> {
                tenants.beside().execute("update tenantry.adoption set heartbeat_at = now() - interval '1 minute'"
                        + " where state = 'RUNNING'");
                other.takeOver();
                return tenants.beside().rows("select 1 from tenantry.adoption where state = 'RUNNING'").isEmpty();
            });
            meanwhile.run();
            goesOn.countDown();
            await(hasGoneOn);
            Eventually.holds("the first server has ended its job", () -> adoptionThreads() == 0);
        }
    }

    private static long adoptionThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tenantry-adopt"))
                .count();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aServerThatHungCopiesNoUserOverThoseOfALiveTenant() {
        shop.populate(USERS);

        Runnable changes = () -> tenants.transactions().write(tenant().orElseThrow(), handle -> {
            handle.update("update users set first_name = 'Grace'");
            return handle.update("delete from users where id = ?", ON_PAGE_2);
        });
        standStill("read " + END_OF_PAGE_1, this::adopt, changes);

        assertThat(inSchema("first_name = 'Grace'")).isEqualTo(USERS - 1);
        assertThat(inSchema("id = '" + ON_PAGE_2 + "'")).isZero();
    }

    @Test
    void aServerThatHungRemovesNoUserOfARealmThatWasReleasedAgain() {
        shop.populate(USERS);

        standStill("remove " + END_OF_PAGE_1, this::adopt, () -> ended(release(), State.DONE));

        assertThat(shop.count()).isEqualTo(USERS);
        assertThat(tenant()).isEmpty();
    }

    @Test
    void aServerThatHungReleasesNoTenantWhoseReleaseWasCanceled() {
        shop.populate(USERS);
        ended(adopt(), State.DONE);

        standStill(
                "beginRelease",
                this::release,
                () -> assertThat(adoptions.cancel(adoptions.open(ShopRealm.ID).orElseThrow())).isTrue(),
                () -> {});

        assertAllAreInTheSchema();
    }

    private JobLease beginOnAServerThatHangs() {
        return store.insert("hung", Operation.ADOPT, SHOP, null, shop.enabled, shop.count(), "hung").orElseThrow();
    }

    /** The server hangs when it reads its attempt number: it has inserted the row, and has not created the schema. */
    @Test
    void aServerThatHungBeforeItCreatesTheSchemaDeletesNoTenantInService() {
        shop.populate(USERS);
        JobLease lease = beginOnAServerThatHangs();
        JobClaim hanging = new JobClaim() {
            @Override
            public long attempt() {
                finishOnAnotherServer(lease.jobId());
                return lease.attempt();
            }

            @Override
            public void require(Handle registry) {
                lease.require(registry);
            }
        };

        Throwable refusal = catchThrowable(() -> tenants.lifecycle().adoptionStates().adopt(SHOP, hanging));

        assertAllAreInTheSchema();
        assertThat(plainIds().isOfAnother("another realm", END_OF_PAGE_1)).isTrue();
        assertThat(refusal).isInstanceOf(LostLeaseException.class);
    }

    @Test
    void anAdoptionLeavesNoTenantIfTheSchemaExists() {
        SchemaName taken = SchemaName.derive(TwoTenants.PREFIX, SHOP.name(), SHOP.realmId());
        tenants.beside().execute("create schema " + taken.quoted());

        Adoption failed = ended(adopt(), State.FAILED);

        assertThat(failed.cause()).contains(taken.value());
        assertThat(tenant()).isEmpty();
        assertThat(tenants.schemaExists(taken)).isTrue();
    }

    @Test
    void aServerThatHungBeforeItComparesKeepsThePagesOfAnotherServer() {
        shop.populate(USERS);
        JobLease lease = beginOnAServerThatHangs();
        UserTransfer hung = new UserTransfer(store, lease, shop, shop);
        when("makeTenant", hung::verify);

        finishOnAnotherServer(lease.jobId());

        Adoption done = adoptions.find(lease.jobId()).orElseThrow();
        assertThat(done.state()).as(done.toString()).isEqualTo(State.DONE);
        assertAllAreInTheSchema();
    }

    @Test
    void aServerThatHungDoesNotRestoreADeletedInvitation() {
        shop.populate(3);
        givenRecords();
        shop.invitations.afterRead = () -> shop.before.accept("move invitations");

        standStill("move invitations", this::adopt, () -> tenants.transactions().write(tenant().orElseThrow(),
                handle -> InvitationStore.delete(handle, INVITATION.id())));

        assertThat(tenants.transactions().<List<StoredInvitation>>read(
                tenant().orElseThrow(), handle -> InvitationStore.after(handle, "", 10))).isEmpty();
    }

    @Test
    void theLaterOfTwoAttemptsHasTheSchemaInEitherOrder() {
        Tenant adopted = tenants.lifecycle().adoptionStates().adopt(SHOP, ShopRealm.attempt(5));
        assertThat(adopt(adopted, 5)).isZero();

        tenants.lifecycle().adoptionStates().claim(adopted, ShopRealm.attempt(7));
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> adopt(adopted, 5));
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> tenants.lifecycle().adoptionStates().claim(adopted, ShopRealm.attempt(6)));
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> tenants.lifecycle().adoptionStates().adopt(SHOP, ShopRealm.attempt(6)));
        assertThat(adopt(adopted, 7)).isZero();
        tenants.lifecycle().adoptionStates().abandon(adopted, JobClaim.NONE);
    }

    private int adopt(Tenant adopted, long attempt) {
        return tenants.transactions().adopt(adopted, attempt, handle -> handle.update("delete from users"));
    }

    @Test
    void aCanceledReleaseLeavesTheTenantUnchanged() {
        shop.populate(USERS);
        ended(adopt(), State.DONE);
        when("replace", () -> {
            throw new IllegalStateException();
        });
        Adoption failed = ended(release(), State.FAILED);
        assertThat(tenant()).map(Tenant::state).contains(TenantState.RELEASING);

        assertThat(adoptions.cancel(failed)).isTrue();

        ended(failed, State.CANCELLED);
        assertAllAreInTheSchema();
    }
}

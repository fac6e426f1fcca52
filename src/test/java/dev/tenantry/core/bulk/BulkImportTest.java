package dev.tenantry.core.bulk;

import static dev.tenantry.core.bulk.NewUsers.lines;
import static dev.tenantry.core.bulk.NewUsers.named;
import static dev.tenantry.core.bulk.NewUsers.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenantry.core.bulk.ImportOptions.IfExists;
import dev.tenantry.core.bulk.ImportOptions.Mode;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import dev.tenantry.core.user.UserStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BulkImportTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AfterEach
    void onlyAda() {
        TENANTS.changeAcme(handle -> handle.update("drop function if exists refuse cascade"));
        TENANTS.onlyAda();
    }

    private static BulkImport begin(Mode mode, IfExists ifExists) {
        return new BulkImport(TENANTS.transactions(), TENANTS::acme, new ImportOptions(mode, ifExists));
    }

    private static ImportResult run(Mode mode, IfExists ifExists, List<ImportLine> chunk) {
        return run(mode, ifExists, chunk, List.of());
    }

    private static ImportResult run(
            Mode mode, IfExists ifExists, List<ImportLine> chunk, List<ImportLine> nextChunk) {
        try (BulkImport bulk = begin(mode, ifExists)) {
            bulk.add(chunk);
            bulk.add(nextChunk);
            return bulk.finish();
        }
    }

    private static List<String> usernames() {
        return TENANTS.inAcme(handle ->
                handle.query("select username from users order by username", row -> row.getString(1)));
    }

    private static List<StoredUser> people() {
        return TENANTS.transactions().snapshot(TENANTS.acme(), handle -> {
            List<StoredUser> people = new ArrayList<>();
            UserStore.forEachPerson(handle, people::add);
            return people;
        });
    }

    private static void hold(Consumer<TenantHandle> change, Runnable meanwhile) {
        var other = TENANTS.transactions().begin(TENANTS.acme());
        try {
            change.accept(other.handle());
            Thread release = new Thread(() -> {
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                other.commit();
            });
            release.start();
            meanwhile.run();
            release.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            other.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void importsUsersAndLeavesTheOtherTenantUnchanged(Mode mode) {
        ImportResult result = run(mode, IfExists.FAIL, numbered(1, 3), numbered(4, 2));

        assertThat(result).isEqualTo(new ImportResult(5, 5, 0, 0, List.of()));
        assertThat(usernames()).containsExactly("ada", "user-1", "user-2", "user-3", "user-4", "user-5");
        assertThat(TENANTS.<Integer>inGlobex(handle -> handle.count("select count(*) from users"))).isOne();
    }

    @Test
    void everyPartOfAUserIsImportedUnchanged() {
        StoredUser grace = new StoredUser("gråce\t\\N", "gråce");
        grace.email("grace@navy.example", true);
        grace.firstName("Gr\tace\\");
        grace.lastName("\n\\.\n");
        grace.emailVerified(true);
        grace.notBefore(-7);
        grace.createdAt(Long.MAX_VALUE);
        grace.modifiedAt(2L);
        grace.federationLink("component");
        grace.attribute("", List.of("", "b", "a\"\\", "{}"));
        grace.attribute("long", List.of("λ".repeat(100_000)));
        grace.require("\\");
        grace.require("\"");
        grace.grantRole("role-1");
        grace.joinGroup("group-1", "UNMANAGED");
        grace.credentials().add(
                new StoredCredential("z", "otp", "my\tphone", null, "{}", "{\"a\":\"\\u00e9\\n\"}"));
        grace.credentials().add(new StoredCredential("a", "password", null, 3L, null, ""));
        grace.consent(new StoredConsent("client-1", 1, 2, List.of(
                new StoredConsent.Scope("scope-1", null), new StoredConsent.Scope("scope-1", "x"))));
        grace.link(new BrokerLink("google", "4711", null, null));
        grace.verifiableCredential(new StoredVerifiableCredential("v", "scope-2", "1", "{}", null, 5L));
        grace.issued(new StoredVerifiableCredential.Issued("i", "v", "client-2", "1", 0L, null));

        run(Mode.ATOMIC, IfExists.FAIL, lines(1, grace));

        StoredUser found = people().stream()
                .filter(person -> person.id().equals(grace.id())).findFirst().orElseThrow();
        for (StoredUser read : List.of(
                found, TENANTS.inAcme(handle -> UserStore.findById(handle, grace.id())).orElseThrow())) {
            assertThat(read).usingRecursiveComparison().ignoringFieldsMatchingRegexes(".*(changed|passwordChange|added)")
                    .isEqualTo(grace);
        }
        assertThat(found.attributes().get("")).containsExactly("", "b", "a\"\\", "{}");
        assertThat(found.credentials().all()).extracting(StoredCredential::id).containsExactly("z", "a");
    }

    @Test
    void serviceAccountsDoNotCountAsPeople() {
        StoredUser robot = new StoredUser("robot", "service-account-robot");
        robot.serviceAccountClient("client-1");

        run(Mode.ATOMIC, IfExists.FAIL,
                lines(1, robot));

        assertThat(usernames()).contains("service-account-robot");
        assertThat(people()).extracting(StoredUser::username).containsExactly("ada");
    }

    @Test
    void aRefusedLineFailsAWholeAtomicImport() {
        ImportResult result = run(Mode.ATOMIC, IfExists.FAIL, numbered(1, 3), lines(4, named("user-2"), named("e")));

        assertThat(result).extracting(ImportResult::lines, ImportResult::imported, ImportResult::failed)
                .containsExactly(5L, 0L, 1L);
        assertThat(result.errors()).extracting(LineError::line, LineError::field).containsExactly(tuple(4L, "username"));
        assertThat(usernames()).containsExactly("ada");
    }

    @Test
    void anInvalidLineFailsAWholeAtomicImport() {
        ImportResult result;
        try (BulkImport bulk = begin(Mode.ATOMIC, IfExists.FAIL)) {
            bulk.add(numbered(1, 3));
            bulk.refuse(new LineError(4, "email", "error-invalid-email"));
            result = bulk.finish();
        }

        assertThat(result.imported()).isZero();
        assertThat(usernames()).containsExactly("ada");
    }

    @Test
    void aResumableImportLacksOnlyTheRefusedLine() {
        ImportResult result =
                run(Mode.RESUMABLE, IfExists.FAIL, numbered(1, 3), lines(4, named("user-2"), named("user-4")));

        assertThat(result).extracting(ImportResult::lines, ImportResult::imported, ImportResult::failed)
                .containsExactly(5L, 4L, 1L);
        assertThat(usernames()).containsExactly("ada", "user-1", "user-2", "user-3", "user-4");
    }

    @Test
    void existingUsersAreSkippedOnRequestSoThatAnImportCanBeRepeated() {
        run(Mode.RESUMABLE, IfExists.SKIP, numbered(1, 3));

        ImportResult again = run(Mode.RESUMABLE, IfExists.SKIP, numbered(1, 5));

        assertThat(again).isEqualTo(new ImportResult(5, 2, 3, 0, List.of()));
        assertThat(run(Mode.ATOMIC, IfExists.SKIP, numbered(1, 6)))
                .isEqualTo(new ImportResult(6, 1, 5, 0, List.of()));
    }

    @Test
    void aTakenIdOrEmailIsRefusedEvenIfExistingUsersAreSkipped() {
        StoredUser ofAda = NewUsers.of(TwoTenants.adaOf("acme"), "another", "another@new.example");
        StoredUser asAda = NewUsers.of("x", "xavier", "ada@acme.example");

        ImportResult result = run(Mode.RESUMABLE, IfExists.SKIP, lines(1, ofAda, asAda, named("first")));

        assertThat(result.errors()).extracting(LineError::line, LineError::field)
                .containsExactly(tuple(1L, "id"), tuple(2L, "email"));
        assertThat(usernames()).containsExactly("ada", "first");
    }

    @Test
    void twoLinesOfAChunkMustNotHaveTheSameUniqueValue() {
        ImportResult result = run(Mode.RESUMABLE, IfExists.FAIL, lines(1,
                named("grace"), named("grace"), NewUsers.of("g", "g", "grace@new.example"),
                NewUsers.of("id-of-grace", "h", null)));

        assertThat(result.errors()).extracting(LineError::line, LineError::field)
                .containsExactly(tuple(2L, "username"), tuple(3L, "email"), tuple(4L, "id"));
    }

    @Test
    void aSharedEmailMayBeInUseAndAnUnsharedEmailMayNot() {
        StoredUser shared = named("shared");
        shared.email("ada@acme.example", true);

        assertThat(run(Mode.ATOMIC, IfExists.FAIL, lines(1, shared)).imported()).isOne();
        assertThat(run(Mode.ATOMIC, IfExists.FAIL, lines(1, NewUsers.of("x", "xavier", "ada@acme.example"))).errors())
                .extracting(LineError::field).containsExactly("email");
        TENANTS.changeAcme(handle -> handle.update("delete from users where username = 'ada'"));
        assertThat(run(Mode.ATOMIC, IfExists.FAIL, lines(1, NewUsers.of("x", "xavier", "ada@acme.example"))).errors())
                .extracting(LineError::field).containsExactly("email");
    }

    @Test
    void aUserWhoSignsUpMeanwhileFailsOnlyTheLineWithTheSameName() {
        List<ImportResult> result = new ArrayList<>();
        hold(handle -> handle.update("""
                insert into users (id, username, email_shared, email_verified, enabled, not_before)
                values ('other', 'user-17', false, false, true, 0)"""),
                () -> result.add(run(Mode.RESUMABLE, IfExists.FAIL, numbered(1, 100))));

        assertThat(result.get(0)).extracting(ImportResult::imported, ImportResult::failed).containsExactly(99L, 1L);
        assertThat(result.get(0).errors()).extracting(LineError::line, LineError::field)
                .containsExactly(tuple(17L, "username"));
        assertThat(usernames()).hasSize(101);
    }

    @Test
    void anUnstorableTextFailsOnlyItsLine() {
        String tooLong = new Random(1).ints(100_000, 'a', 'z') // a repetitive text would be compressed and fit
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        StoredUser withNul = named("c");
        withNul.firstName("a\0b");

        ImportResult result =
                run(Mode.RESUMABLE, IfExists.FAIL, lines(1, named("a"), named(tooLong), named("b"), withNul));

        assertThat(result.errors()).extracting(LineError::line).containsExactly(2L, 4L);
        assertThat(usernames()).containsExactly("a", "ada", "b");
    }

    /** Citus reports a duplicate in a COPY with a general error code and the name of a shard's constraint. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void aDuplicateWithAnotherErrorCodeIsReportedWithItsField(Mode mode) {
        refuse("exists (select from users where email = new.email)", "XX000");

        ImportResult result = run(mode, IfExists.FAIL, lines(1,
                named("first"), NewUsers.of("x", "xavier", "ada@acme.example"), named("last")));

        assertThat(result.errors()).extracting(LineError::line, LineError::field).containsExactly(tuple(2L, "email"));
        assertThat(usernames()).isEqualTo(
                mode == Mode.RESUMABLE ? List.of("ada", "first", "last") : List.of("ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX000", "P0001", "23514", "22001"})
    void aLineThatTheDatabaseRefusesForAnotherReasonFailsAlone(String code) {
        refuse("new.username = 'user-17'", code);

        ImportResult result = run(Mode.RESUMABLE, IfExists.FAIL, numbered(1, 100));

        assertThat(result.imported()).isEqualTo(99);
        assertThat(result.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(17);
            assertThat(error.field()).isEmpty();
            assertThat(error.message()).contains("refuses this user").contains(code).doesNotContain("user-17");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57014", "53100", "42501", "55000"})
    void aFailureThatNoLineCausesEndsTheImport(String code) {
        refuse("new.username = 'user-17'", code);

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> run(Mode.RESUMABLE, IfExists.FAIL, numbered(1, 100))).withMessageContaining(code);
        assertThat(usernames()).containsExactly("ada");
    }

    /** Makes each later insert of a user fail with the code if the condition holds. */
    private static void refuse(String condition, String code) {
        TENANTS.changeAcme(handle -> {
            handle.update("""
                    create function refuse() returns trigger language plpgsql as $$ begin
                      if %s then
                        raise '% is refused', new.username using errcode = '%s';
                      end if;
                      return new;
                    end $$""".replaceFirst("%s", condition).replaceFirst("%s", code));
            handle.update("create trigger refuse before insert on users for each row execute function refuse()");
        });
    }

    @Test
    void allErrorsAreCountedAndTheFirstThousandAreReported() {
        ImportResult result;
        try (BulkImport bulk = begin(Mode.RESUMABLE, IfExists.FAIL)) {
            for (long line = 1_500; line >= 1; line--) {
                bulk.refuse(new LineError(line, "username", "is needed"));
            }
            result = bulk.finish();
        }

        assertThat(result.failed()).isEqualTo(1_500);
        assertThat(result.errors()).hasSize(1_000).isSortedAccordingTo(
                Comparator.comparingLong(LineError::line));
    }

    @Test
    void anAbortedImportKeepsWholeChunksOrNothing() {
        try (BulkImport bulk = begin(Mode.RESUMABLE, IfExists.FAIL)) {
            bulk.add(numbered(1, 3));
            bulk.add(numbered(4, 2));
        }
        assertThat(usernames()).hasSize(6);

        try (BulkImport bulk = begin(Mode.ATOMIC, IfExists.FAIL)) {
            bulk.add(numbered(6, 3));
        }
        assertThat(usernames()).hasSize(6);
    }

    @Test
    void aTenantSuspendedMeanwhileTakesNoMoreUsers() {
        List<Tenant> states = new ArrayList<>(List.of(TENANTS.acme(), suspended()));
        BulkImport bulk = new BulkImport(TENANTS.transactions(), () -> states.remove(0),
                new ImportOptions(Mode.RESUMABLE, IfExists.FAIL));
        try (bulk) {
            bulk.add(numbered(1, 3));
            bulk.add(numbered(4, 3));

            assertThatExceptionOfType(TenantException.class).isThrownBy(bulk::finish);
        }
        assertThat(usernames()).containsExactly("ada", "user-1", "user-2", "user-3");
    }

    private static Tenant suspended() {
        Tenant acme = TENANTS.acme();
        return new Tenant(acme.realmId(), acme.name(), acme.displayName(), acme.database(), acme.schema(),
                acme.roleOrNull(), acme.idPrefix(), TenantState.SUSPENDED, acme.schemaVersion(), acme.createdAt(),
                null);
    }
}

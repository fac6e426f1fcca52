package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.EMAIL_OF;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static dev.tenantry.core.db.TwoSchemas.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.RoundTrips;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deferred statements are sent with the next statement or with the commit. */
final class DeferredStatementsTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();
    /** More runs than the driver needs before it prepares a statement on the server. */
    private static final int OFTEN = 12;

    private static final Scope TRAPPED = GLOBEX.guardedBy("select current_setting('search_path')", "acme");

    @AutoClose
    private final Database database = SCHEMAS.open(1);

    @BeforeEach
    void onlyAda() {
        for (String schema : new String[] {"acme", "globex", "public"}) {
            SCHEMAS.beside().execute("delete from " + schema + ".person where username <> 'ada'");
        }
    }

    private static int people(ReadHandle handle) {
        return handle.count(COUNT);
    }

    private int peopleOf(Scope scope) {
        return database.read(scope, DeferredStatementsTest::people);
    }

    @Test
    void aDeferredStatementIsSeenByTheNextStatement() {
        database.inTransaction(ACME, handle -> {
            handle.defer(INSERT, "bob", "bob@acme.example");
            handle.defer("update person set email = 'b@acme.example' where username = ?", "bob");
            assertThat(handle.first(EMAIL_OF, row -> row.getString(1), "bob")).contains("b@acme.example");
            handle.defer(INSERT, "eve", "eve@acme.example");
            assertThat(handle.update("delete from person where username = ?", "eve")).isOne();
            return null;
        });

        assertThat(peopleOf(ACME)).isEqualTo(2);
        assertThat(peopleOf(GLOBEX)).isOne();
    }

    @Test
    void deferredStatementsAreSentBeforeEveryOtherOperation() {
        database.inTransaction(ACME, handle -> {
            handle.defer(INSERT, "p1", "p1@acme.example");
            handle.batch("update person set email = ? where username = ?", List.<Object[]>of(new Object[] {"1", "p1"}));
            handle.defer(INSERT, "p2", "p2@acme.example");
            handle.run("update person set email = '2' where username = 'p2'");
            handle.defer("delete from person where username = ?", "p2");
            handle.copyIn(CopyText.of("person (username, email)", List.<Object[]>of(new Object[] {"p2", "3"})));
            handle.defer(INSERT, "p3", "p3@acme.example");
            handle.forEach("select username from person order by 1", 1, row -> row.getString(1), name -> { });
            handle.defer(INSERT, "p4", "p4@acme.example");
            handle.inSavepoint(() -> handle.defer(INSERT, "p5", "p5@acme.example"));
            handle.defer(INSERT, "p6", "p6@acme.example");
            handle.asDataSource();
            handle.defer(INSERT, "p7", "p7@acme.example");
            return null;
        });

        assertThat(peopleOf(ACME)).isEqualTo(8);
    }

    @Test
    void aFailureIsReportedByTheNextStatementOrTheCommit() {
        assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> database.inTransaction(ACME, handle -> {
            handle.defer(INSERT, "ada", "another@acme.example");
            return people(handle);
        }));
        assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> database.inTransaction(ACME, handle -> {
            handle.defer(INSERT, "bob", "bob@acme.example");
            handle.defer(INSERT, "ada", "another@acme.example");
            return null;
        }));

        assertThat(peopleOf(ACME)).isOne();
        assertThat(database.poolState().active()).isZero();
    }

    @Test
    void aFailureInASavepointLeavesTheTransactionAsItWas() {
        database.inTransaction(ACME, handle -> {
            handle.defer(INSERT, "bob", "bob@acme.example");
            assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> handle.inSavepoint(() -> {
                handle.defer(INSERT, "eve", "eve@acme.example");
                handle.defer(INSERT, "ada", "another@acme.example");
            }));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> handle.inSavepoint(() -> {
                handle.defer(INSERT, "eve", "eve@acme.example");
                throw new IllegalStateException();
            }));
            return null;
        });

        assertThat(peopleOf(ACME)).isEqualTo(2);
    }

    @Test
    void anUnstorableTextIsRefusedAtOnce() {
        database.inTransaction(ACME, handle -> {
            assertThatExceptionOfType(UnstorableTextException.class)
                    .isThrownBy(() -> handle.defer(INSERT, "b\0b", "bob@acme.example"));
            handle.defer(INSERT, "bob", "bob@acme.example");
            return null;
        });

        assertThat(peopleOf(ACME)).isEqualTo(2);
    }

    @Test
    void aSuppliedStatementIsCreatedWhenItIsSent() {
        StringBuilder email = new StringBuilder("bob@");
        database.inTransaction(ACME, handle -> {
            handle.defer(() -> new Sql(INSERT, "bob", email.toString()));
            email.append("acme.example");
            return null;
        });

        assertThat(database.<String>read(ACME, handle ->
                handle.first(EMAIL_OF, row -> row.getString(1), "bob").orElseThrow())).isEqualTo("bob@acme.example");
    }

    @Test
    void aTransactionBorrowsItsConnectionForTheFirstStatement() {
        Transaction transaction = database.later(ACME);
        transaction.handle().defer(INSERT, "bob", "bob@acme.example");
        assertThat(database.poolState().active()).isZero();

        assertThat(people(transaction.handle())).isEqualTo(2);
        assertThat(database.poolState().active()).isOne();
        transaction.rollback();
        assertThat(database.poolState().active()).isZero();

        database.later(ACME).commit();
        database.later(ACME).rollback();
        assertThat(peopleOf(ACME)).isOne();
    }

    @Test
    void statementsSentWithAFailedScopeCheckAreNeverCommitted() {
        Transaction transaction = database.later(TRAPPED);
        assertThatExceptionOfType(WrongScopeException.class)
                .isThrownBy(() -> transaction.handle().update(INSERT, "bob", "bob@globex.example"))
                .withMessage("Wrong scope: expected \"acme\" and found \"globex\"");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> transaction.handle().update(INSERT, "eve", "eve@globex.example"));
        assertThatExceptionOfType(DatabaseException.class).isThrownBy(transaction::commit);

        Transaction whole = database.later(TRAPPED);
        whole.handle().defer(INSERT, "bob", "bob@globex.example");
        assertThatExceptionOfType(WrongScopeException.class).isThrownBy(whole::commit);

        assertThat(peopleOf(GLOBEX)).isOne();
        assertThat(peopleOf(Scope.NONE)).as("people in schema public").isOne();
        assertThat(database.poolState().active()).isZero();
    }

    @Test
    void aTransactionOfDeferredStatementsIsCommittedWhollyOrNotAtAll() {
        for (int i = 0; i < OFTEN; i++) {
            onlyAda();
            assertThatExceptionOfType(DuplicateException.class).isThrownBy(() ->
                    database.inTransaction(ACME, handle -> {
                        handle.defer(INSERT, "bob", "bob@acme.example");
                        handle.defer(INSERT, "ada", "another@acme.example");
                        handle.defer(INSERT, "eve", "eve@acme.example");
                        return null;
                    }));
            assertThat(peopleOf(ACME)).isOne();
            assertThat(SCHEMAS.idleInTransaction()).isZero();

            database.inTransaction(ACME, handle -> {
                handle.defer(INSERT, "bob", "bob@acme.example");
                handle.defer(INSERT, "eve", "eve@acme.example");
                return null;
            });
            assertThat(peopleOf(ACME)).isEqualTo(3);
        }
        assertThat(peopleOf(GLOBEX)).isOne();
    }

    @Test
    void aTransactionOfDeferredStatementsTakesOneRoundTrip() {
        try (RoundTrips network = RoundTrips.to(Postgres.shared()); Database counted = openAcross(network)) {
            counted.read(ACME, DeferredStatementsTest::people); // opens the pool's connection
            for (int i = 0; i < OFTEN; i++) {
                String name = "p" + i;
                long before = network.count();
                counted.inTransaction(ACME, handle -> {
                    handle.defer(INSERT, name, name + "@acme.example");
                    handle.defer("update person set email = lower(email) where username = ?", name);
                    handle.defer("delete from person where username = ?", name);
                    return null;
                });
                assertThat(network.count() - before).as("run %d", i).isOne();
            }
        }
    }

    private static Database openAcross(RoundTrips network) {
        return Database.open(new DatabaseSettings(
                network.url(SCHEMAS.beside().<String>value("select current_database()")),
                SCHEMAS.beside().username(), SCHEMAS.beside().password(), 1, Duration.ofSeconds(10)));
    }
}

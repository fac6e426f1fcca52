package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.EMAIL_OF;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static dev.tenantry.core.db.TwoSchemas.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class DatabaseTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();

    private static final String SEARCH_PATH = "select current_setting('search_path')";

    /** One connection: if work leaves something behind on the connection, the next work meets it. */
    @AutoClose
    private final Database database = SCHEMAS.open(1);

    private String emailOfAda(Scope scope) {
        return database.read(scope, handle -> handle.first(EMAIL_OF, row -> row.getString(1), "ada")).orElseThrow();
    }

    private String searchPath(Scope scope) {
        return database.read(scope, handle -> handle.first(SEARCH_PATH, row -> row.getString(1))).orElseThrow();
    }

    private int peopleOfAcme() {
        return database.read(ACME, handle -> handle.count(COUNT));
    }

    @Nested
    final class AScope {

        @Test
        void decidesWhatAReadSees() {
            assertThat(emailOfAda(ACME)).isEqualTo("ada@acme.example");
            assertThat(emailOfAda(GLOBEX)).isEqualTo("ada@globex.example");
        }

        @Test
        void endsWithTheRead() {
            String before = searchPath(Scope.NONE);

            assertThat(searchPath(ACME)).isEqualTo("acme");
            assertThat(searchPath(Scope.NONE)).isEqualTo(before);
        }

        @Test
        void endsWithAReadThatFails() {
            String before = searchPath(Scope.NONE);

            assertThatThrownBy(() -> database.read(ACME, handle -> handle.count("select 1 / 0")))
                    .isInstanceOf(DatabaseException.class);
            assertThat(searchPath(Scope.NONE)).isEqualTo(before);
        }

        @Test
        void holdsForEveryStatementOfATransactionAndEndsWithIt() {
            String before = searchPath(Scope.NONE);

            List<String> seen = database.inTransaction(GLOBEX, handle -> {
                handle.update("update person set email = email");
                return handle.query(SEARCH_PATH, row -> row.getString(1));
            });

            assertThat(seen).containsExactly("globex");
            assertThat(searchPath(Scope.NONE)).isEqualTo(before);
        }

        @Test
        void bindsItsValueAndNeverSplicesIt() {
            Scope hostile = Scope.NONE.with("search_path", "acme'; drop table globex.person; --");

            assertThatThrownBy(() -> database.read(hostile, handle -> handle.count(COUNT)))
                    .isInstanceOf(DatabaseException.class);
            assertThat(emailOfAda(GLOBEX)).isEqualTo("ada@globex.example");
        }
    }

    @Nested
    final class AReadOutsideATransaction {

        @Test
        void refusesToWrite() {
            assertThatThrownBy(() -> database.read(ACME, queries -> queries.query(INSERT, row -> null, "eve", null)))
                    .isInstanceOf(DatabaseException.class).hasMessageContaining("25006");
        }

        @Test
        void bindsAnArrayOfTexts() {
            String[] names = {"ada", "it's", "{\"quoted\"}"};

            List<String> read = database.read(
                    ACME, handle -> handle.query("select unnest(?)", row -> row.getString(1), (Object) names));

            assertThat(read).containsExactly(names);
        }
    }

    @Nested
    final class ASnapshot {

        @Test
        void doesNotSeeLaterCommits() {
            int before = peopleOfAcme();

            int after = database.inSnapshot(ACME, handle -> {
                SCHEMAS.beside().execute("insert into acme.person values ('grace', null)");
                return handle.count(COUNT);
            });

            assertThat(after).isEqualTo(before);
            assertThat(peopleOfAcme()).isEqualTo(before + 1);
            SCHEMAS.beside().execute("delete from acme.person where username = 'grace'");
        }

        @Test
        void refusesToWriteAndLeavesTheConnectionWritable() {
            assertThatThrownBy(() -> database.inSnapshot(ACME, handle -> handle.update(INSERT, "eve", null)))
                    .isInstanceOf(DatabaseException.class).hasMessageContaining("25006");

            assertThat(database.<Integer>inTransaction(ACME, handle -> handle.update(INSERT, "eve", null))).isOne();
            SCHEMAS.beside().execute("delete from acme.person where username = 'eve'");
        }

        @Test
        void handsOverRowsBeforeTheLastRowHasArrived() {
            List<Integer> seen = new ArrayList<>();

            assertThatThrownBy(() -> database.inSnapshot(ACME, handle -> {
                handle.forEach("select 1 / (n - 95) from generate_series(1, 100) n", 10,
                        row -> row.getInt(1), seen::add);
                return null;
            })).isInstanceOf(DatabaseException.class);

            assertThat(seen).hasSize(90);
        }

        @Test
        void endsIfTheConsumerThrows() {
            assertThatThrownBy(() -> database.inSnapshot(ACME, handle -> {
                handle.forEach(COUNT, 10, row -> row.getInt(1), count -> {
                    throw new UnsupportedOperationException("from the consumer");
                });
                return null;
            })).isInstanceOf(UnsupportedOperationException.class);

            assertThat(peopleOfAcme()).isEqualTo(1);
        }
    }

    @Nested
    final class ATransaction {

        @Test
        void isRolledBackIfTheWorkThrows() {
            assertThatThrownBy(() -> database.inTransaction(ACME, handle -> {
                handle.update(INSERT, "eve", null);
                throw new UnsupportedOperationException("from the work");
            })).isInstanceOf(UnsupportedOperationException.class).hasMessage("from the work");

            assertThat(peopleOfAcme()).isEqualTo(1);
        }

        @Test
        void cannotCommitAfterTheWorkSwallowedAFailure() {
            assertThatThrownBy(() -> database.inTransaction(ACME, handle -> {
                handle.update(INSERT, "eve", null);
                assertThatThrownBy(() -> handle.count("select 1 / 0")).isInstanceOf(DatabaseException.class);
                return null;
            })).isInstanceOf(DatabaseException.class);

            assertThat(peopleOfAcme()).isEqualTo(1);
        }

        @Test
        void alwaysGivesItsConnectionBack() {
            database.begin(ACME).commit();
            database.begin(ACME).rollback();
            assertThatThrownBy(() -> database.begin(Scope.NONE.with("no_such_setting", "")))
                    .isInstanceOf(DatabaseException.class);

            assertThat(emailOfAda(ACME)).isEqualTo("ada@acme.example");
        }

        @Test
        void cannotBeUsedAfterItsEnd() {
            Transaction transaction = database.begin(ACME);
            transaction.commit();
            transaction.rollback();

            assertThat(transaction.isOpen()).isFalse();
            assertThatIllegalStateException().isThrownBy(transaction::handle);
            assertThatIllegalStateException().isThrownBy(transaction::commit);
        }
    }
}

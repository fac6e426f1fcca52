package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static dev.tenantry.core.db.TwoSchemas.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.support.postgres.LostWorker;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database answers but cannot reach the server that holds the tables of acme. */
@Timeout(60)
final class AnotherServerTest {

    private static final String BACKEND = "select pg_backend_pid()";

    private final TwoSchemas schemas = new TwoSchemas();

    @AutoClose
    private final Database database = schemas.open(1);

    @BeforeEach
    void lose() {
        LostWorker.take(schemas.beside(), "acme");
    }

    private DatabaseUnavailableException failureOf(Function<Database, Integer> work) {
        return catchThrowableOfType(DatabaseUnavailableException.class, () -> work.apply(database));
    }

    private int backend() {
        return database.read(GLOBEX, handle -> handle.count(BACKEND));
    }

    @Test
    void readsAndWritesOfAcmeFailAsUnavailableAndNoConnectionIsReplaced() {
        int backend = backend();

        assertThat(failureOf(all -> all.read(ACME, handle -> handle.count(COUNT))).isOfAnotherServer()).isTrue();
        assertThat(failureOf(all -> all.inTransaction(ACME, handle -> handle.update(INSERT, "eve", null)))
                .isOfAnotherServer()).isTrue();

        assertThat(database.<Integer>read(GLOBEX, handle -> handle.count(COUNT))).isOne();
        assertThat(database.<Integer>inTransaction(GLOBEX, handle -> handle.update(INSERT, "bob", null))).isOne();
        assertThat(backend()).isEqualTo(backend);
        database.ping();
        assertThat(database.isAnswering()).isTrue();
    }

    /** Citus reports a duplicate on a worker in these words, without a separate field for the constraint. */
    @Test
    void aDuplicateOnAWorkerNamesTheTablesConstraint() {
        schemas.beside().execute("""
                create function globex.refuse() returns integer language plpgsql as $$ begin
                  raise 'duplicate key value violates unique constraint "person_email_key_102009"'
                    using errcode = '23505', detail = 'Key (email)=(ada@globex.example) already exists.';
                end $$""");

        assertThatExceptionOfType(DuplicateException.class)
                .isThrownBy(() -> database.read(GLOBEX, handle -> handle.count("select refuse()")))
                .satisfies(duplicate -> assertThat(duplicate.constraint()).isEqualTo("person_email_key"))
                .withMessageNotContaining("ada@");
    }

    @Test
    void aConnectionEndedByTheServerIsNoFailureOfAnotherServer() {
        int backend = backend();

        DatabaseUnavailableException ended = failureOf(all -> all.inTransaction(GLOBEX, handle -> {
            schemas.beside().rows("select pg_terminate_backend(?)", handle.count(BACKEND));
            return handle.count(COUNT);
        }));

        assertThat(ended.isOfAnotherServer()).isFalse();
        assertThat(backend()).isNotEqualTo(backend);
    }
}

package dev.tenantry.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.support.postgres.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database user who may take the role of globex, but not yet the role of acme. */
@Timeout(60)
final class MissingRightTest {

    private static final String BACKEND = "select pg_backend_pid()";
    private static final Scope ACME = TwoSchemas.ACME.with("role", "right_acme");
    private static final Scope GLOBEX = TwoSchemas.GLOBEX.with("role", "right_globex");

    private final TwoSchemas schemas = new TwoSchemas();

    @AutoClose
    private final Database database = open();

    private Database open() {
        TestDatabase beside = schemas.beside();
        beside.execute("create role right_user login password 'right' noinherit");
        for (String name : List.of("acme", "globex")) {
            beside.execute("create role right_" + name);
            beside.execute("grant usage on schema %1$s to right_%1$s".formatted(name));
            beside.execute("grant select, insert on %1$s.person to right_%1$s".formatted(name));
        }
        beside.execute("grant right_globex to right_user");
        return Database.open(new DatabaseSettings(beside.url(), "right_user", "right", 1, Duration.ofSeconds(10)));
    }

    @AfterEach
    void dropRoles() {
        List.of("right_acme", "right_globex", "right_user")
                .forEach(role -> schemas.beside().execute("drop owned by " + role + "; drop role " + role));
    }

    private int backend() {
        return database.read(GLOBEX, handle -> handle.count(BACKEND));
    }

    @Test
    void aReadWithoutARightFailsAndItsConnectionIsReplaced() {
        int backend = backend();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.read(ACME, handle -> handle.count(TwoSchemas.COUNT)))
                .isNotInstanceOf(DatabaseUnavailableException.class)
                .withMessageContaining("42501");

        assertThat(backend()).isNotEqualTo(backend);
        schemas.beside().execute("grant right_acme to right_user");
        assertThat(database.<Integer>read(ACME, handle -> handle.count(TwoSchemas.COUNT))).isOne();
    }

    @Test
    void aTransactionWithoutARightWritesNothingAndItsConnectionIsReplaced() {
        int backend = backend();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.inTransaction(
                        ACME, handle -> handle.update(TwoSchemas.INSERT, "eve", null)))
                .withMessageContaining("42501");

        assertThat(backend()).isNotEqualTo(backend);
        assertThat(schemas.beside().<Long>value("select count(*) from acme.person")).isOne();
    }
}

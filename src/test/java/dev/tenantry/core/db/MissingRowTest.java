package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.EMAIL_OF;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An UPDATE of one row fails if the row is missing. */
final class MissingRowTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();

    @AutoClose
    private final Database database = SCHEMAS.open(1);

    @BeforeEach
    void onlyAda() {
        SCHEMAS.beside().execute("update acme.person set email = 'ada@acme.example'");
    }

    private static Sql update(String email, String username) {
        return Sql.updateOfOne("update person set email = ? where username = ?", email, username);
    }

    private static void update(Handle handle, String email, String username) {
        handle.defer(() -> update(email, username));
    }

    private String email(Scope scope) {
        return database.<String>read(scope, handle ->
                handle.first(EMAIL_OF, row -> row.getString(1), "ada").orElseThrow());
    }

    @Test
    void anExistingRowIsUpdated() {
        database.inTransaction(ACME, handle -> {
            update(handle, "first@acme.example", "ada");
            update(handle, "second@acme.example", "ada");
            return null;
        });

        assertThat(email(ACME)).isEqualTo("second@acme.example");
        assertThat(email(GLOBEX)).isEqualTo("ada@globex.example");
    }

    @Test
    void aMissingRowFailsTheTransaction() {
        assertThatExceptionOfType(MissingRowException.class).isThrownBy(() -> database.inTransaction(ACME, handle -> {
            update(handle, "first@acme.example", "ada");
            update(handle, "secret@acme.example", "missing-id");
            return null;
        })).satisfies(missing -> assertThat(asLogged(missing)).doesNotContain("secret").doesNotContain("missing-id"));

        assertThat(email(ACME)).isEqualTo("ada@acme.example");
    }

    @Test
    void aMissingRowInASavepointLeavesTheTransactionAsItWas() {
        database.inTransaction(ACME, handle -> {
            update(handle, "first@acme.example", "ada");
            assertThatExceptionOfType(MissingRowException.class)
                    .isThrownBy(() -> handle.inSavepoint(() -> update(handle, null, "missing-id")));
            return null;
        });

        assertThat(email(ACME)).isEqualTo("first@acme.example");
    }

    private static String asLogged(Throwable failure) {
        StringWriter log = new StringWriter();
        failure.printStackTrace(new PrintWriter(log));
        return log.toString();
    }
}

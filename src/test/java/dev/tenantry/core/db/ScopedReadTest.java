package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A read must always run in its scope. pgjdbc sends several statements at once. If pgjdbc cannot bound the size of a
 * result, it puts a Sync between the statements, and a Sync ends an implicit transaction. This happens, for example,
 * once a statement with a parameter of unknown type (a null) is prepared on the server.
 */
final class ScopedReadTest {

    private static final int OFTEN = 15;
    private static final String FAILING = "select 1 / (count(*) - 1) from person where ?::text is null";
    private static final TwoSchemas SCHEMAS = new TwoSchemas();

    /** One connection: statements get prepared on the server, and reads of both schemas use the prepared statements. */
    @AutoClose
    private final Database database = SCHEMAS.open(1);

    @SuppressWarnings("unused") // by @FieldSource
    private static final List<Arguments> READS = List.of(
            read("without parameters", "select email from person"),
            read("with a parameter", "select email from person where username = ?", "ada"),
            read("with a null", "select email from person where ?::text is null", (Object) null),
            read("with a page", "select email from person order by username offset ? limit ?::bigint", 0, null),
            read("with an array", "select email from person where username = any (?)", (Object) new String[] {"ada"}),
            read("of large values",
                    "select email, repeat('x', 99999) from person where ?::text is null", (Object) null));

    private static Arguments read(String what, String sql, Object... parameters) {
        return Arguments.of(what, sql, parameters);
    }

    private String email(Scope scope, String sql, Object... parameters) {
        return database.read(scope, handle -> handle.first(sql, row -> row.getString(1), parameters)).orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("READS")
    void aRepeatedReadKeepsItsScope(String what, String sql, Object[] parameters) {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(email(ACME, sql, parameters)).isEqualTo("ada@acme.example");
            assertThat(email(GLOBEX, sql, parameters)).isEqualTo("ada@globex.example");
        }
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("READS")
    void aFailedReadDoesNotAffectTheNext(String what, String sql, Object[] parameters) {
        for (int i = 0; i < OFTEN; i++) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> email(ACME, FAILING, (Object) null));
            assertThat(email(GLOBEX, sql, parameters)).isEqualTo("ada@globex.example");
        }
    }
}

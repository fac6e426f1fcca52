package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.EMAIL_OF;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static dev.tenantry.core.db.TwoSchemas.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL refuses NUL. Half of a surrogate pair would arrive as a question mark. */
final class UnstorableTextTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();

    @AutoClose
    private final Database database = SCHEMAS.open(1);

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\uD800", "a\uDC00b", "\uDC00\uD800"})
    void isRefusedInQueriesUpdatesBatchesAndArrays(String text) {
        assertThatThrownBy(() -> database.read(ACME, handle -> handle.query(EMAIL_OF, row -> null, text)))
                .isInstanceOf(UnstorableTextException.class);
        assertThatThrownBy(() -> database.inTransaction(ACME, handle -> handle.update(INSERT, text, null)))
                .isInstanceOf(UnstorableTextException.class);
        assertThatThrownBy(() -> database.inTransaction(ACME, handle -> {
            handle.batch(INSERT, List.<Object[]>of(new Object[] {text, null}));
            return null;
        })).isInstanceOf(UnstorableTextException.class);
        assertThatThrownBy(() -> database.read(ACME, handle -> handle.count(
                        "select count(*) from person where username = any (?)", (Object) new String[] {"ada", text})))
                .isInstanceOf(UnstorableTextException.class);
    }

    @Test
    void aTransactionStaysUsableAfterTheRefusal() {
        String email = database.inTransaction(GLOBEX, handle -> {
            assertThatThrownBy(() -> handle.update(INSERT, "a\0", null)).isInstanceOf(UnstorableTextException.class);
            return handle.first(EMAIL_OF, row -> row.getString(1), "ada").orElseThrow();
        });

        assertThat(email).isEqualTo("ada@globex.example");
    }

    /** The text is random, since PostgreSQL would compress a regular text until it fits the index. */
    @Test
    void aTextThatIsTooLongForAnIndexIsRefusedAndNotQuoted() {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(9_000, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));

        assertThatThrownBy(() -> database.inTransaction(ACME, handle -> handle.update(INSERT, text.toString(), null)))
                .isInstanceOf(UnstorableTextException.class)
                .hasMessageContaining("too long")
                .hasMessageNotContaining(text.substring(0, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D\uDE00", "\uFFFF", "e\u0301", "\u202E", ""})
    void anyOtherTextIsStoredAsItIs(String text) {
        String stored = database.inTransaction(ACME, handle -> {
            handle.update(INSERT, "holder of " + text, text);
            return handle.first(EMAIL_OF, row -> row.getString(1), "holder of " + text).orElseThrow();
        });

        assertThat(stored).isEqualTo(text);
    }
}

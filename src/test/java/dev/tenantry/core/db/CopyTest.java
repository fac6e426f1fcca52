package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CopyTest {

    private static final String PERSON = "person (username, email)";
    private static final TwoSchemas SCHEMAS = new TwoSchemas();

    /** One connection: if work leaves something behind on the connection, the next work meets it. */
    @AutoClose
    private final Database database = SCHEMAS.open(1);

    private void inAcme(Consumer<Handle> work) {
        database.inTransaction(ACME, handle -> {
            work.accept(handle);
            return null;
        });
    }

    private static Object[] person(String username, String email) {
        return new Object[] {username, email};
    }

    private static List<Object[]> rows(Object[]... rows) {
        return List.of(rows);
    }

    private int people(Scope scope) {
        return database.read(scope, handle -> handle.count(COUNT));
    }

    /** Copies the text in a transaction that is rolled back, and returns the text that the table then held. */
    private String copied(String text) {
        List<String> found = new ArrayList<>();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> inAcme(handle -> {
            handle.copyIn(CopyText.of(PERSON, rows(person("nasty", text), person("next", null))));
            found.addAll(handle.query("select email from person where username = 'nasty'", row -> row.getString(1)));
            throw new UnsupportedOperationException("to roll back");
        }));
        return found.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\n", "\r", "\r\n", "\\", "\\\\", "\\N", "\\.", "\\.\n", "\\t", "\n\\.\n",
            "a\tb\\\nc\r", "\b\f\u000b\u001b\u007f", "\"", "'", ",", "NULL", "\\x41", "\\101", "née Ω 🧮 \u200f\ufeff",
            "\uffff", "'); drop table person; --"})
    void everyTextIsCopiedUnchanged(String text) {
        assertThat(copied(text)).isEqualTo(text);
    }

    @Test
    void nullDiffersFromTheTextBackslashN() {
        assertThat(copied(null)).isNull();
        assertThat(copied("\\N")).isEqualTo("\\N");
    }

    @Test
    void everyControlCharacterExceptNulIsCopiedUnchanged() {
        for (char character = 1; character < ' '; character++) {
            String text = "a" + character + "b";

            assertThat(copied(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NULL", "null", "\"", "\\", "\\\"", "{", "}", ",", "{}", "a,b {\"c\"} \\ 'd'", "\t", "\n",
            "\\N", "\\.", "née Ω 🧮"})
    void textsInAnArrayAreCopiedUnchanged(String text) {
        inAcme(handle -> {
            handle.update("create temporary table listed (texts text[]) on commit drop");
            handle.copyIn(CopyText.of("listed (texts)", rows(
                    new Object[] {new String[] {text, "next", text}}, new Object[] {new String[0]})));

            assertThat(handle.query("select texts from listed order by cardinality(texts)",
                    row -> (String[]) row.getArray(1).getArray()))
                    .containsExactly(new String[0], new String[] {text, "next", text});
        });
    }

    @Test
    void numbersAndBooleansAreCopied() {
        inAcme(handle -> {
            handle.update("create temporary table typed (a boolean, b integer, c bigint) on commit drop");
            handle.copyIn(CopyText.of("typed (a, b, c)", rows(
                    new Object[] {true, -1, Long.MAX_VALUE}, new Object[] {false, null, null})));

            assertThat(handle.query("select concat_ws(' ', a, b, c) from typed", row -> row.getString(1)))
                    .containsExactly("t -1 9223372036854775807", "f");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "a\udc00", "\udc00\ud800"})
    void anUnstorableTextIsRefusedBeforeAnythingIsSentAndTheTransactionGoesOn(String text) {
        inAcme(handle -> {
            int before = handle.count(COUNT);
            List<Object[]> people = rows(person("first", null), person("second", text));

            assertThatExceptionOfType(UnstorableTextException.class).isThrownBy(
                    () -> handle.copyIn(CopyText.of(PERSON, people)));
            assertThatExceptionOfType(UnstorableTextException.class).isThrownBy(
                    () -> CopyText.of("listed (texts)", rows(new Object[] {new String[] {"a", text}})));

            assertThat(handle.count(COUNT)).isEqualTo(before);
        });
    }

    @Test
    void rowsAreCopiedIntoTheSchemaOfTheScope() {
        int acme = people(ACME);
        int globex = people(GLOBEX);

        database.inTransaction(GLOBEX, handle -> {
            handle.copyIn(CopyText.of(PERSON, rows(person("grace", null), person("hedy", null))));
            return null;
        });

        assertThat(people(GLOBEX)).isEqualTo(globex + 2);
        assertThat(people(ACME)).isEqualTo(acme);
    }

    @Test
    void aDuplicateNamesTheConstraintAndNotTheValue() {
        DuplicateException duplicate = catchThrowableOfType(DuplicateException.class,
                () -> inAcme(handle -> handle.copyIn(CopyText.of(PERSON, rows(person("eve", "ada@acme.example"))))));

        assertThat(duplicate.constraint()).isEqualTo("person_email_key");
        StringWriter log = new StringWriter();
        duplicate.printStackTrace(new PrintWriter(log));
        assertThat(log.toString()).doesNotContain("ada@acme.example").doesNotContain("eve");
    }

    @Test
    void aFailedSavepointLeavesNoRowsAndTheTransactionGoesOn() {
        int acme = people(ACME);
        inAcme(handle -> {
            int before = handle.count(COUNT);

            assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> handle.inSavepoint(() -> {
                handle.copyIn(CopyText.of(PERSON, rows(person("new", null))));
                handle.copyIn(CopyText.of(PERSON, rows(person("ada", null))));
            }));
            assertThat(handle.count(COUNT)).isEqualTo(before);
            handle.inSavepoint(() -> handle.inSavepoint(() -> handle.copyIn(CopyText.of(PERSON, rows(person("kept", null))))));

            assertThat(handle.count(COUNT)).isEqualTo(before + 1);
        });
        assertThat(people(ACME)).isEqualTo(acme + 1);
    }

    @Test
    void aCopyWithoutRowsSendsNoStatement() {
        inAcme(handle -> handle.copyIn(CopyText.of("no_such_table (a)", List.of())));
    }
}

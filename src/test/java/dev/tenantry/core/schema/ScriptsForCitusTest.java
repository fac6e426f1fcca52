package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scripts also run on schemas that Citus has distributed (docs/project/scale.md), and fail there if Citus refuses a
 * statement. The tests have no Citus, so they check the scripts' text.
 */
final class ScriptsForCitusTest {

    private static final Map<String, Pattern> REFUSED = new LinkedHashMap<>();

    static {
        refuse("a trigger", "create (or replace )?(constraint )?trigger");
        refuse("inheritance", "\\) inherits \\(|\\binherit\\b");
        refuse("a list of indexes to drop", "drop index [^;]*,");
        refuse("a constraint that gets another name", "rename constraint");
        refuse("a column that is added with a constraint or a sequence",
                "\\badd (column )?(?!constraint|primary|unique|foreign|check|exclude)[^;,]*"
                        + "\\b(check|serial|bigserial|smallserial|identity|references|unique|primary)\\b");
    }

    private static void refuse(String what, String pattern) {
        REFUSED.put(what, Pattern.compile(pattern.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE));
    }

    static List<Path> scripts() throws Exception {
        Path folder = Path.of(ScriptsForCitusTest.class.getResource("/db/tenant/V1__tables.sql").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
        }
    }

    private static List<String> refusedIn(String script) {
        String code = script.replaceAll("--[^\\n]*", " ").replaceAll("(?s)/\\*.*?\\*/", " ").toLowerCase(Locale.ROOT);
        return REFUSED.entrySet().stream()
                .filter(refused -> refused.getValue().matcher(code).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptHasNothingThatCitusRefuses(Path script) throws IOException {
        assertThat(refusedIn(Files.readString(script))).as(script.getFileName().toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "create trigger t after insert on users execute function f()",
        "create or replace constraint trigger t after insert on users",
        "create table people () inherits (users)",
        "alter table people inherit users",
        "drop index a, b",
        "drop index if exists a,\n b",
        "alter table users rename constraint a to b",
        "alter table users add column age integer check (age > 0)",
        "alter table users add age integer references other (id)",
        "alter table users add column number bigserial",
        "alter table users add column number bigint generated always as identity",
    })
    void aRefusedStatementIsDetected(String statement) {
        assertThat(refusedIn("create table note (id text);\n" + statement + ";")).isNotEmpty();
    }

    @Test
    void statementsThatCitusAcceptsAreNotReported() {
        assertThat(refusedIn("""
                -- no trigger, and drop index a, b is two statements
                drop index a;
                drop index b;
                create table note (id text primary key, users_id text references users (id), check (id <> ''));
                alter table users add column age integer not null default 0, add column size integer;
                alter table users add constraint adults check (age > 17);
                alter table users rename column age to years;
                create unique index note_users on note (users_id, id)""")).isEmpty();
    }
}

package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void columnsAreAligned() {
        Json items = Json.read("""
                [{"name": "acme", "version": 12, "displayName": "Acme"},
                 {"name": "globex-corporation", "version": 3, "displayName": "Globex 🏭 Ltd"}, {"name": "x"}]""");

        assertThat(Table.of(items.items(), "name", "displayName", "version")).hasToString("""
                name                displayName   version
                acme                Acme          12
                globex-corporation  Globex 🏭 Ltd  3
                x
                """);
    }

    @Test
    void aNestedValueIsShownWithItsPath() {
        Json object = Json.read("""
                {"name": "acme", "user": {"username": "ada"}, "missing": ["table users", "index x"],
                 "failures": [{"tenant": "a", "cause": "b"}], "none": null}""");

        assertThat(Table.of(object)).hasToString("""
                name           acme
                user.username  ada
                missing        table users
                missing        index x
                failures       a  b
                none
                """);
    }

    @Test
    void controlCharactersInANameAreReplaced() {
        Json items = Json.read("[{\"name\": \"a\\u001b[2Jb\\nc\\u009bd\\u202ee\"}]");

        assertThat(Table.of(items.items(), "name")).hasToString("name\na?[2Jb?c?d?e\n");
    }
}

package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageTest {

    private final Usage usage = new Usage("NAME [NEW] --user USERNAME [--force] [--max COUNT] [--fix KIND SUBJECT]");

    @Test
    void optionsAndOperandsMayStandInAnyOrder() {
        Arguments read = usage.read("--force", "acme", "--max=5", "--user", "ada", "globex", "--fix", "A", "b");

        assertThat(read.operands()).containsExactly("acme", "globex");
        assertThat(read.has("--force")).isTrue();
        assertThat(read.number("--max", 100)).isEqualTo(5);
        assertThat(read.option("--user")).isEqualTo("ada");
        assertThat(read.options().get("--fix")).isEqualTo(List.of("A", "b"));
    }

    @Test
    void whatIsInBracketsMayBeLeftOut() {
        Arguments read = usage.read("acme", "--user", "ada");

        assertThat(read.operand(1)).isNull();
        assertThat(read.has("--force")).isFalse();
        assertThat(read.option("--max")).isNull();
        assertThat(read.number("--max", 100)).isEqualTo(100);
    }

    @Test
    void aValueMayLookLikeAnOption() {
        assertThat(usage.read("acme", "--user", "--force").option("--user")).isEqualTo("--force");
        assertThat(usage.read("--user", "ada", "--", "--force").operands()).containsExactly("--force");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--user ada                  | NAME is missing",
        "acme                        | --user is missing",
        "acme --user                 | It is --user USERNAME",
        "acme --user ada --force=yes | It is --force",
        "acme --user ada --fix KIND  | It is --fix KIND SUBJECT",
        "acme --user ada --user bob  | --user is given twice",
        "a b c --user ada            | There is a word too many",
        "acme --password=secret      | There is no option --password here",
        "acme -s                     | There is no option -s here"})
    void whatIsWrongIsNamed(String words, String message) {
        assertThatThrownBy(() -> usage.read(words.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"-1", "many", "99999999999"})
    void aNumberIsAWholeOneFromZero(String number) {
        Arguments read = usage.read("acme", "--user", "ada", "--max", number);

        assertThatThrownBy(() -> read.number("--max", 100)).isInstanceOf(UsageException.class).hasMessageContaining("--max");
    }
}

package dev.tenantry.cli;

import static dev.tenantry.cli.CannedServer.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How words become a command's options and operands, and which errors other words cause. */
final class ArgumentsTest {

    private CannedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void optionsAndOperandsMayStandInAnyOrder() {
        server.answer("PUT", "/acme", 200, "{}");

        Run.of(server, "rename", "--display-name=Globex Ltd.", "acme", "--json", "globex");

        assertThat(server.lines()).containsExactly(line("PUT", "/acme"));
        assertThat(Json.read(server.asked().get(0).body()).fields()).hasToString("{displayName=Globex Ltd., name=globex}");
    }

    @Test
    void aValueMayLookLikeAnOptionOrAFileOfArguments() {
        server.answer("POST", "/acme/access", 200, "{}").answer("DELETE", "/acme/access/%40ada", 204, "");

        Run.of(server, "grant", "acme", "--minutes", "5", "--reason=--urgent", "--roles", "view-users,view-realm");
        Run.of(server, "revoke", "acme", "@ada");

        assertThat(server.asked().get(0).body())
                .contains("\"reason\":\"--urgent\"", "\"roles\":[\"view-users\",\"view-realm\"]")
                .doesNotContain("user\"");
        assertThat(server.lines()).contains(line("DELETE", "/acme/access/%40ada"));
    }

    @Test
    void afterTwoDashesThereAreOnlyOperands() {
        server.answer("GET", "/--json", 200, "{\"name\":\"--json\"}");

        assertThat(Run.of(server, "show", "--", "--json").output()).isEqualTo("name  --json\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "show                          | NAME",
        "provision acme                | --user",
        "provision acme --user         | --user",
        "show acme --json=secret       | --json",
        "list --password-stdin=secret  | --password-stdin",
        "findings --fix KIND           | --fix",
        "list --search a --search b    | --search",
        "show acme secret              | There is a word too many",
        "list --max -1                 | must be a whole number from 0",
        "list --max secret             | must be a whole number from 0",
        "list --serch a                | Did you mean --search?",
        "list --password=secret        | Unknown option --password",
        "list -s                       | Unknown option -s",
        "certificates                  | Unknown command certificates"})
    void aWrongWordIsReportedWithoutItsValue(String words, String message) {
        Run run = Run.of(server, words.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("tenantry: ").contains(message).endsWith("--help)\n").hasLineCount(1)
                .doesNotContain("secret");
        assertThat(server.lines()).isEmpty();
    }
}

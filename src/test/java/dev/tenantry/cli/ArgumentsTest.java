package dev.tenantry.cli;

import static dev.tenantry.cli.CannedServer.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        "change acme --display-name Sm\uFFFDth                          | --display-name",
        "change acme --display-name=Sm\uFFFDth                          | --display-name",
        "list --json --username Sm\uFFFDth                              | --username",
        "show Sm\uFFFDth                                                | NAME",
        "events acme f --type LOGIN --type Sm\uFFFDth                   | --type",
        "plan -f Sm\uFFFDth/t.yaml                                      | --file"})
    void anArgumentThatTheLocaleCannotRepresentIsNotSent(String words, String message) {
        assertThat(errorOf(words)).doesNotContain("Sm")
                .contains(message, "contains a character that the locale can't represent", "set LC_ALL=C.UTF-8");
    }

    @Test
    void aPathThatIsInvalidIsAnError() {
        Run run = Run.of(server, "plan", "-f", "a\0b");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("tenantry: a?b can't be the path of a file: ").hasLineCount(1);
    }

    /** Java decodes the bytes of the arguments before the program starts. */
    @Test
    void aProgramInALocaleWithoutUtf8SendsNoBrokenText() throws IOException, InterruptedException {
        Process program = new ProcessBuilder("bash", "-c", """
                export LC_ALL=C TENANTRY_TOKEN=ready
                exec "$0" -cp "$1" dev.tenantry.cli.Tenantry change acme --server "$2" --display-name $'Sm\\303\\274th'
                """, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"), server.url()).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(output).isEqualTo(2);
        assertThat(output).contains("--display-name", "set LC_ALL=C.UTF-8").doesNotContain("Sm");
        assertThat(server.lines()).isEmpty();
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
        assertThat(errorOf(words)).contains(message).endsWith("--help)\n").doesNotContain("secret");
    }

    /** Runs a command that must fail in its arguments, and returns the one line of its error. */
    private String errorOf(String words) {
        Run run = Run.of(server, words.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("tenantry: ").hasLineCount(1);
        assertThat(server.lines()).isEmpty();
        return run.errors();
    }
}

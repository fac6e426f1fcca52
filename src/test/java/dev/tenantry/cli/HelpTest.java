package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Help and completion, which need no server. */
final class HelpTest {

    @TempDir
    private Path folder;

    static Iterable<CommandLine> commands() {
        return new Tenantry(Terminal.real(), Map.of(), Duration.ZERO).program().getSubcommands().values();
    }

    @Test
    void theHelpNamesEveryCommandAndTheExitCodes() {
        Run help = Run.withoutServer("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).startsWith("Usage: tenantry [-hV] COMMAND").contains("Exit codes:");
        assertThat(commands())
                .allSatisfy(command -> assertThat(help.output()).contains("\n  " + command.getCommandName()));
        assertThat(Run.withoutServer("help")).isEqualTo(help);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpOfACommandDescribesEachOfItsOptionsAndOperands(CommandLine command) {
        Run help = Run.withoutServer(command.getCommandName(), "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("Usage: tenantry " + command.getCommandName());
        assertThat(command.getCommandSpec().args()).allSatisfy(arg -> assertThat(arg.description()).isNotEmpty());
        assertThat(command.getCommandSpec().options())
                .allSatisfy(option -> assertThat(help.output()).contains(option.longestName()));
        assertThat(Run.withoutServer("help", command.getCommandName())).isEqualTo(help);
    }

    @Test
    void theHelpOfACommandShowsCommonOptionsSeparately() {
        assertThat(Run.withoutServer("archive", "--help").output())
                .startsWith("Usage: tenantry archive [--retention-days=COUNT] NAME\n")
                .containsPattern("\nOptions of every command:\n(.*\n)* +--server=URL +Keycloak's address");
    }

    @Test
    void theVersionNeedsNoServer() {
        assertThat(Run.withoutServer("--version").output()).startsWith("tenantry ").hasLineCount(1);
        assertThat(Run.withoutServer("-V")).isEqualTo(Run.withoutServer("--version"));
    }

    @ParameterizedTest
    @CsvSource({"tenantry dri, drift", "tenantry archive --ret, --retention-days", "tenantry show --ser, --server"})
    void bashCompletesCommandsAndOptions(String typed, String completed) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("tenantry"), Run.withoutServer("generate-completion").output());
        Process bash = new ProcessBuilder("bash", "-c", """
                source "$1" || exit
                complete -p tenantry > /dev/null
                COMP_LINE=$2
                COMP_POINT=${#COMP_LINE}
                COMP_WORDS=($2)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_tenantry tenantry "${COMP_WORDS[COMP_CWORD]}" 2> /dev/null
                echo "${COMPREPLY[*]}"
                """, "bash", script.toString(), typed).redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo(completed);
    }
}

package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The documentation lists the program's commands. {@code -Dtenantry.docs=renew} writes the list. */
final class CommandReferenceTest {

    private static final Path PAGE = Path.of("docs", "reference", "cli.md");
    private static final String BEGIN = "<!-- begin of commands -->\n";
    private static final String END = "<!-- end of commands -->\n";

    /** The page explains these commands in its own text. */
    private static final List<String> LEFT_OUT = List.of("help", "generate-completion");

    private final List<CommandSpec> commands = new Tenantry(Terminal.real(), Map.of(), Duration.ZERO)
            .program().getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(command -> !LEFT_OUT.contains(command.name()))
            .toList();

    @Test
    void thePageListsEveryCommandWithItsOptions() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if ("renew".equals(System.getProperty("tenantry.docs"))) {
            Files.writeString(PAGE, page.substring(0, begin) + reference() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(reference());
        }
    }

    private String reference() {
        String common = commands.get(0).options().stream()
                .filter(option -> option.group() != null)
                .map(CommandReferenceTest::row)
                .collect(Collectors.joining());
        return commands.stream().map(CommandReferenceTest::section)
                .collect(Collectors.joining("", "\n### Options of every command\n\n" + table(common), ""));
    }

    private static String section(CommandSpec command) {
        String rows = Stream.concat(
                        command.positionalParameters().stream()
                                .map(parameter -> row(parameter.paramLabel(), parameter.description())),
                        Synopsis.options(command).stream().map(CommandReferenceTest::row))
                .collect(Collectors.joining());
        return "### " + command.name() + "\n\n" + String.join(" ", command.usageMessage().description())
                + "\n\n```text\n" + Synopsis.of(command, Help.defaultColorScheme(Help.Ansi.OFF)) + "```\n\n"
                + (rows.isEmpty() ? "" : table(rows));
    }

    private static String table(String rows) {
        return "| option | meaning |\n|---|---|\n" + rows + "\n";
    }

    private static String row(OptionSpec option) {
        return row(String.join("`, `", option.names()) + (option.arity().max() == 0 ? "" : " " + option.paramLabel()),
                option.description());
    }

    private static String row(String name, String[] description) {
        return "| `" + name + "` | " + String.join(" ", description) + " |\n";
    }
}

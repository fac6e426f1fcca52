package dev.tenantry.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The program: its commands, its help and its exit codes. */
@Command(
        name = "tenantry",
        description = "Administers the tenants of a Keycloak server through its REST API.",
        mixinStandardHelpOptions = true,
        versionProvider = Tenantry.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The command is done.",
            "1:The command was refused or has failed, or it found a problem.",
            "2:The command was not understood. Nothing was done.",
            "3:The command plan has found something to do."},
        footer = "%n'tenantry COMMAND --help' shows the options of a command.")
public final class Tenantry {

    static final int OK = ExitCode.OK;
    static final int FAILED = ExitCode.SOFTWARE;
    static final int MISUSED = ExitCode.USAGE;

    /**
     * The exit code of {@code plan} if there are changes. Terraform uses 2 in this case, but here 2 is the exit code of
     * an invalid command.
     */
    static final int CHANGES = 3;

    private static final int WIDTH = 100;

    /** The classes of commands. Each static method with the annotation {@code @Command} is a command. */
    private static final List<Class<?>> GROUPS = List.of(
            ReadCommands.class, LifecycleCommands.class, MigrationCommands.class, RealmCommands.class,
            FindingCommands.class, FileCommands.class, AccessCommands.class, PlanCommands.class);

    /** Reads the version from the JAR's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Tenantry.class.getPackage().getImplementationVersion();
            return new String[] {"tenantry " + (version == null ? "of no JAR" : version)};
        }
    }

    private final Terminal terminal;
    private final CommandLine program;

    /** @param poll how long to wait between two requests for a job's status */
    Tenantry(Terminal terminal, Map<String, String> environment, Duration poll) {
        this.terminal = terminal;
        this.program = new CommandLine(this, new Contexts(terminal, environment, poll));
        commands().forEach(program::addSubcommand);
        program.getSubcommands().values().forEach(command -> command.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, help -> Synopsis.of(help.commandSpec(), help.colorScheme())));
        Failures failures = new Failures(terminal);
        program.registerConverter(Integer.class, WholeNumber::read)
                .registerConverter(String.class, DecodedText::ofArgument)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setColorScheme(Help.defaultColorScheme(terminal.isInteractive() ? Help.Ansi.AUTO : Help.Ansi.OFF))
                .setOut(terminal.outputWriter())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    public static void main(String[] words) {
        System.exit(new Tenantry(Terminal.real(), System.getenv(), Duration.ofSeconds(1)).run(words));
    }

    /** @return the exit code */
    int run(String... words) {
        int exitCode = program.execute(words);
        if (!terminal.hasLostOutput()) {
            return exitCode;
        }
        terminal.note("tenantry: The output could not be written");
        return exitCode == OK ? FAILED : exitCode;
    }

    /** Returns the program with all its commands. Used to generate the documentation. */
    CommandLine program() {
        return program;
    }

    private List<CommandLine> commands() {
        List<Object> commands = new ArrayList<>(List.of(
                HelpCommand.class, GenerateCompletion.class, ProvisionCommand.class));
        GROUPS.forEach(group -> commands.addAll(CommandLine.getCommandMethods(group, null)));
        return commands.stream()
                .map(command -> new CommandLine(command, program.getFactory()))
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .toList();
    }
}

package dev.tenantry.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Creates the usage line of a command. Omits the options that all commands have: the help lists these options below the
 * usage line.
 */
final class Synopsis {

    private Synopsis() {}

    /** @return one or more lines; each ends with a line separator */
    static String of(CommandSpec command, Help.ColorScheme colors) {
        CommandSpec own = CommandSpec.create().name(command.qualifiedName());
        own.usageMessage().width(command.usageMessage().width());
        options(command).forEach(option -> own.addOption(OptionSpec.builder(option).build()));
        command.positionalParameters().forEach(
                parameter -> own.addPositional(PositionalParamSpec.builder(parameter).build()));
        return new Help(own, colors).detailedSynopsis("Usage: ".length(), null, false);
    }

    /** Returns the command's own options, without the options that all commands have. */
    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> option.group() == null && !option.hidden()).toList();
    }
}

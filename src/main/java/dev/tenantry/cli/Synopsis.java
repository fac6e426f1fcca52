package dev.tenantry.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The line that shows how a command is given: without the options of every command, which its help lists. */
final class Synopsis {

    private Synopsis() {}

    /** @return lines, each with its end */
    static String of(CommandSpec command, Help.ColorScheme colors) {
        CommandSpec own = CommandSpec.create().name(command.qualifiedName());
        own.usageMessage().width(command.usageMessage().width());
        options(command).forEach(option -> own.addOption(OptionSpec.builder(option).build()));
        command.positionalParameters().forEach(
                parameter -> own.addPositional(PositionalParamSpec.builder(parameter).build()));
        return new Help(own, colors).detailedSynopsis("Usage: ".length(), null, false);
    }

    /** The command's own. */
    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> option.group() == null && !option.hidden()).toList();
    }
}

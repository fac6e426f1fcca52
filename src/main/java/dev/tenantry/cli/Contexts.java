package dev.tenantry.cli;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Creates objects for picocli: each {@link CommandContext} gets this terminal; picocli's default factory creates all
 * other objects.
 */
record Contexts(Terminal terminal, Map<String, String> environment, Duration poll) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type == CommandContext.class
                ? type.cast(new CommandContext(terminal, environment, poll))
                : CommandLine.defaultFactory().create(type);
    }

    /** Omits the environment, which may contain a password. */
    @Override
    public String toString() {
        return "contexts";
    }
}

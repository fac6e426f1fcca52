package dev.tenantry.cli;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Creates objects for picocli. Each {@link CommandContext} gets the terminal and the other components of this record.
 * picocli's default factory creates all objects of other classes.
 */
record Contexts(Terminal terminal, Map<String, String> environment, Duration poll) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type == CommandContext.class
                ? type.cast(new CommandContext(terminal, environment, poll))
                : CommandLine.defaultFactory().create(type);
    }

    /** Returns a text without the environment, because the environment may contain a password. */
    @Override
    public String toString() {
        return "contexts";
    }
}

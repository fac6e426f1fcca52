package dev.tenantry.cli;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates each {@link CommandContext} for picocli. picocli's default factory creates all other objects. */
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

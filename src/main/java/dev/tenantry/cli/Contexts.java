package dev.tenantry.cli;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes what picocli fills in: contexts with this terminal, and everything else as picocli does. */
record Contexts(Terminal terminal, Map<String, String> environment, Duration poll) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type == CommandContext.class
                ? type.cast(new CommandContext(terminal, environment, poll))
                : CommandLine.defaultFactory().create(type);
    }

    /** Not the environment, which may hold a password. */
    @Override
    public String toString() {
        return "contexts";
    }
}

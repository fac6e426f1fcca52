package dev.tenantry.support.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a command of {@code kc.sh} and its options the way the shell script reads them. */
public final class CommandLine {

    private CommandLine() {
    }

    public static List<String> of(String command, Map<String, String> options) {
        List<String> line = new ArrayList<>();
        line.add(command);
        line.addAll(of(options));
        return List.copyOf(line);
    }

    public static List<String> of(Map<String, String> options) {
        return options.entrySet().stream().map(option -> "--" + option.getKey() + "=" + option.getValue()).toList();
    }
}

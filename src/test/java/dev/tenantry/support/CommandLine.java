package dev.tenantry.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a command of {@code kc.sh} and its options the way the shell script reads them. */
final class CommandLine {

    private CommandLine() {
    }

    static List<String> of(String command, Map<String, String> options) {
        List<String> line = new ArrayList<>();
        line.add(command);
        options.forEach((name, value) -> line.add("--" + name + "=" + value));
        return List.copyOf(line);
    }
}

package dev.tenantry.it.isolation;

import dev.tenantry.support.keycloak.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The answers to all attempts: a long table with one line for each attempt and one column for each kind of credential
 * or object, and a short table that counts the answers. For one thread.
 */
final class Matrix {

    private static final int LEGIBLE = 200;
    private static final Map<String, Matrix> WRITTEN = new TreeMap<>();

    private final String title;
    private final String first;
    private final Map<String, Map<String, String>> lines = new LinkedHashMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private final List<String> crossings = new ArrayList<>();

    /** @param first the heading of the first column, which names the lines */
    Matrix(String title, String first) {
        this.title = title;
        this.first = first;
    }

    /** @param group the group of the line; the short table counts each group separately */
    void put(String group, String line, String column, String answer) {
        groups.put(line, group);
        columns.add(column);
        lines.computeIfAbsent(line, any -> new LinkedHashMap<>()).put(column, answer);
    }

    /** Records a wrong answer, such as a request that was not refused. */
    void crossed(String line, String column, String answer) {
        crossings.add(line + " | " + column + " | " + answer.substring(0, Math.min(LEGIBLE, answer.length())));
    }

    /** The wrong answers; empty if the tenants are isolated. */
    List<String> crossings() {
        return crossings;
    }

    /** Prints the short table and adds the long one to {@code target/isolation-matrix.md}. */
    void publish() {
        System.out.println("\n" + title + "\n" + summary());
        synchronized (WRITTEN) {
            WRITTEN.put(title, this);
            StringBuilder text = new StringBuilder("# What was tried across tenants\n");
            WRITTEN.values().forEach(one -> text.append("\n## ").append(one.title).append("\n\n")
                    .append(one.summary()).append('\n').append(one.table()));
            write(Distribution.jar().resolveSibling("isolation-matrix.md"), text.toString());
        }
    }

    private String summary() {
        Map<String, Map<String, Map<String, Integer>>> counts = new LinkedHashMap<>();
        lines.forEach((line, cells) -> cells.forEach((column, answer) -> counts
                .computeIfAbsent(groups.get(line), any -> new LinkedHashMap<>())
                .computeIfAbsent(column, any -> new TreeMap<>())
                .merge(answer, 1, Integer::sum)));
        StringBuilder text = new StringBuilder(row("", groups.values().stream().distinct().toList()));
        text.append(rule(counts.size()));
        for (String column : columns) {
            text.append(row(column, counts.values().stream().map(group -> counted(group.get(column))).toList()));
        }
        return text.toString();
    }

    private static String counted(Map<String, Integer> answers) {
        List<String> parts = new ArrayList<>();
        if (answers != null) {
            answers.forEach((answer, count) -> parts.add(count + " × " + answer));
        }
        return String.join(", ", parts);
    }

    private String table() {
        StringBuilder text = new StringBuilder(row(first, List.copyOf(columns))).append(rule(columns.size()));
        lines.forEach((line, cells) ->
                text.append(row(line, columns.stream().map(one -> cells.getOrDefault(one, "")).toList())));
        return text.toString();
    }

    private static String row(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |\n";
    }

    private static String rule(int columns) {
        return "|---".repeat(columns + 1) + "|\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

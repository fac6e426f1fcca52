package dev.tenantry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may follow a command's name, read from the line that its help shows, such as
 * {@code NAME --user USERNAME [--force] [--fix KIND SUBJECT]}: words in capitals are values, and what stands in
 * brackets may be left out.
 */
final class Usage {

    private static final Pattern PART = Pattern.compile("(\\[?)(--[a-z-]+)?((?: ?[A-Z]+)*)]?(?: |$)");

    private final String line;
    private final List<String> operands = new ArrayList<>();
    private final List<String> neededOperands = new ArrayList<>();
    private final Map<String, List<String>> options = new HashMap<>();
    private final List<String> neededOptions = new ArrayList<>();

    Usage(String line) {
        this.line = line;
        Matcher part = PART.matcher(line);
        while (!part.hitEnd() && part.lookingAt()) {
            declare(part.group(1).isEmpty(), part.group(2), words(part.group(3)));
            part.region(part.end(), line.length());
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" "));
    }

    private void declare(boolean needed, String option, List<String> values) {
        if (option != null) {
            options.put(option, values);
        } else {
            operands.addAll(values);
        }
        if (needed && option != null) {
            neededOptions.add(option);
        } else if (needed) {
            neededOperands.addAll(values);
        }
    }

    @Override
    public String toString() {
        return line;
    }

    /** @throws UsageException naming what is wrong or missing; of an option its name alone, since it may be a secret */
    Arguments read(String... words) {
        List<String> given = new ArrayList<>();
        Map<String, List<String>> chosen = new HashMap<>();
        List<String> rest = new ArrayList<>(Arrays.asList(words));
        while (!rest.isEmpty()) {
            String word = rest.remove(0);
            if (!word.startsWith("-") || word.equals("-")) {
                given.add(word);
            } else if (word.equals("--")) {
                given.addAll(rest);
                rest.clear();
            } else {
                readOption(word, rest, chosen);
            }
        }
        require(given, chosen);
        return new Arguments(given, chosen);
    }

    private void readOption(String word, List<String> rest, Map<String, List<String>> chosen) {
        int equals = word.indexOf('=');
        String option = equals < 0 ? word : word.substring(0, equals);
        List<String> wanted = options.get(option);
        if (wanted == null) {
            throw new UsageException("There is no option " + option + " here");
        }
        if (equals >= 0) {
            rest.add(0, word.substring(equals + 1));
        }
        if (rest.size() < wanted.size() || (equals >= 0 && wanted.isEmpty())) {
            throw new UsageException("It is " + String.join(" ", option, String.join(" ", wanted)).strip());
        }
        List<String> values = rest.subList(0, wanted.size());
        if (chosen.put(option, List.copyOf(values)) != null) {
            throw new UsageException(option + " is given twice");
        }
        values.clear();
    }

    private void require(List<String> given, Map<String, List<String>> chosen) {
        if (given.size() < neededOperands.size()) {
            throw new UsageException(neededOperands.get(given.size()) + " is missing");
        }
        if (given.size() > operands.size()) {
            throw new UsageException("There is a word too many");
        }
        for (String option : neededOptions) {
            if (!chosen.containsKey(option)) {
                throw new UsageException(option + " is missing");
            }
        }
    }
}

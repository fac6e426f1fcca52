package dev.tenantry.keycloak.config;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Options that belong together, in the order in which they were defined. Each class that defines options fills a group
 * in its static initializer.
 */
final class OptionGroup {

    private final List<Option<?>> options = new ArrayList<>();

    List<Option<?>> options() {
        return List.copyOf(options);
    }

    Option<String> text(String name, String defaultOrNull, String meaning) {
        return add(new Option<>(name, "", defaultOrNull, meaning, "", Function.identity()));
    }

    /** Defines an option that takes a comma-separated list. */
    Option<List<String>> list(String name, String defaultValue, String meaning) {
        return add(new Option<>(name, "", defaultValue, meaning, "", OptionGroup::entries));
    }

    Option<Boolean> flag(String name, boolean defaultValue, String meaning) {
        return choice(name, String.valueOf(defaultValue), List.of("true", "false"), meaning, Boolean::valueOf);
    }

    /** @param choices all allowed values */
    <T> Option<T> choice(
            String name, String defaultValue, List<String> choices, String meaning, Function<String, T> reader) {
        String last = choices.get(choices.size() - 1);
        String rule = choices.stream().limit(choices.size() - 1L).collect(joining(", ", "must be ", " or " + last));
        return add(new Option<>(name, "", defaultValue, meaning, rule, text -> {
            if (!choices.contains(text)) {
                throw new IllegalArgumentException(rule);
            }
            return reader.apply(text);
        }));
    }

    Option<Integer> number(String name, Integer defaultOrNull, int min, int max, String meaning) {
        return number(name, defaultOrNull, min, max, meaning, Function.identity());
    }

    Option<Duration> duration(String name, int defaultValue, ChronoUnit unit, int min, int max, String meaning) {
        return number(name, defaultValue, min, max, meaning, number -> Duration.of(number, unit));
    }

    private <T> Option<T> number(
            String name, Integer defaultOrNull, int min, int max, String meaning, Function<Integer, T> value) {
        return add(new Option<>(
                name,
                min + " to " + max,
                defaultOrNull == null ? null : defaultOrNull.toString(),
                meaning,
                range(min, max),
                text -> value.apply(number(text, min, max))));
    }

    static String range(int min, int max) {
        return "must be a whole number from " + min + " to " + max;
    }

    private static int number(String text, int min, int max) {
        int number = Integer.parseInt(text);
        if (number < min || number > max) {
            throw new IllegalArgumentException(range(min, max));
        }
        return number;
    }

    private static List<String> entries(String text) {
        return Arrays.stream(text.split(",")).map(String::trim).filter(entry -> !entry.isEmpty()).toList();
    }

    private <T> Option<T> add(Option<T> option) {
        options.add(option);
        return option;
    }
}

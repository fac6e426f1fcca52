package dev.tenantry.keycloak.config;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One option of the server. Immutable.
 *
 * @param name the option's name without {@code --spi-tenants--default--}
 * @param values describes the allowed values in a few words; empty if {@code meaning} describes them
 * @param defaultOrNull the text to read if the option is not set; null if the option has no default, or if the default
 *     depends on other options
 * @param meaning what the option does, for the server's help and the documentation
 * @param rule what a valid value looks like, for the message that refuses an invalid value
 * @param reader converts the text to a value; throws an IllegalArgumentException if the text breaks the rule
 */
public record Option<T>(
        String name, String values, String defaultOrNull, String meaning, String rule, Function<String, T> reader) {

    /** Returns a copy of the option, with a further condition that a valid value must meet. */
    Option<T> such(Predicate<T> condition, String furtherRule) {
        return new Option<>(name, values, defaultOrNull, meaning, furtherRule, text -> {
            T value = reader.apply(text);
            if (!condition.test(value)) {
                throw new IllegalArgumentException(furtherRule);
            }
            return value;
        });
    }

    /** Returns a copy of the option with the given default. */
    Option<T> orElse(Object value) {
        return new Option<>(name, values, String.valueOf(value), meaning, rule, reader);
    }

    /** Returns a copy of the option for a further database. The copy's name ends with the database's name. */
    Option<T> of(String database) {
        return new Option<>(name + "-" + database, values, defaultOrNull, meaning, rule, reader);
    }

    /** @throws SettingsException if the text breaks the rule */
    T read(String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException broken) {
            throw refused(rule);
        }
    }

    /** Returns an exception whose message names the option, never the value. */
    public SettingsException refused(String reason) {
        return new SettingsException(name, reason);
    }
}

package dev.tenantry.keycloak.config;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One option of the server. Immutable.
 *
 * @param name without {@code --spi-tenants--default--}
 * @param values the allowed values, in a few words; empty if {@code meaning} tells them
 * @param defaultOrNull the text that counts if the option is not set; null if there is none, or one that depends on others
 * @param meaning for the server's help and the documentation
 * @param rule how a value must be, for the message that refuses another one
 * @param reader makes a value of the text; throws an IllegalArgumentException if the text breaks the rule
 */
public record Option<T>(
        String name, String values, String defaultOrNull, String meaning, String rule, Function<String, T> reader) {

    /** The option for which the value must meet a further condition. */
    Option<T> such(Predicate<T> condition, String furtherRule) {
        return new Option<>(name, values, defaultOrNull, meaning, furtherRule, text -> {
            T value = reader.apply(text);
            if (!condition.test(value)) {
                throw new IllegalArgumentException(furtherRule);
            }
            return value;
        });
    }

    /** The option with this default, which depends on other options. */
    Option<T> orElse(Object value) {
        return new Option<>(name, values, String.valueOf(value), meaning, rule, reader);
    }

    /** The option of a further database. */
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

    /** A refusal that names the option, never the value. */
    public SettingsException refused(String reason) {
        return new SettingsException(name, reason);
    }
}

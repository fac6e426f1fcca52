package dev.tenantry.keycloak.config;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The values that an operator has given to options.
 *
 * @param texts a function from an option's name to the option's text; the function returns null if the option is not
 *     set
 */
record OptionValues(UnaryOperator<String> texts) {

    /** @throws SettingsException if the value breaks the option's rule, or if there is neither a value nor a default */
    <T> T get(Option<T> option) {
        return option.read(text(option)
                .or(() -> Optional.ofNullable(option.defaultOrNull()))
                .orElseThrow(() -> option.refused("is needed")));
    }

    /** Returns the option's value; empty if the option is not set. */
    <T> Optional<T> find(Option<T> option) {
        return text(option).map(option::read);
    }

    /**
     * @param condition a part of the exception's message that says when the option is needed, such as {@code if db-url
     *     is set}
     */
    <T> T require(Option<T> option, String condition) {
        return find(option).orElseThrow(() -> option.refused("is needed " + condition));
    }

    private Optional<String> text(Option<?> option) {
        return Optional.ofNullable(texts.apply(option.name())).map(String::trim).filter(text -> !text.isEmpty());
    }
}

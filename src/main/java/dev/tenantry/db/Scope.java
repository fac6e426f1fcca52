package dev.tenantry.db;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a transaction sees: settings of PostgreSQL that hold for that one transaction.
 *
 * <p>They are set by {@code set_config(…, true)} and not by {@code SET LOCAL}: the value is a bound parameter, and
 * pgjdbc, which drops its prepared statements whenever it reads a {@code SET search_path}, keeps them.
 */
public final class Scope {

    /** No settings beyond the connection's own. */
    public static final Scope NONE = new Scope(List.of());

    private final List<Setting> settings;

    private Scope(List<Setting> settings) {
        this.settings = List.copyOf(settings);
    }

    /** This scope and one more setting. */
    public Scope with(String name, String value) {
        return new Scope(Stream.concat(settings.stream(), Stream.of(new Setting(name, value))).toList());
    }

    boolean isEmpty() {
        return settings.isEmpty();
    }

    /** One statement that applies all settings, its {@link #parameters()} to be bound. */
    String sql() {
        return settings.stream()
                .map(setting -> "set_config(?, ?, true)")
                .collect(Collectors.joining(", ", "select ", ""));
    }

    Object[] parameters() {
        return settings.stream()
                .flatMap(setting -> Stream.of(setting.name, setting.value))
                .toArray();
    }

    /** The settings' parameters followed by a statement's own. */
    Object[] parametersAnd(Object[] more) {
        return Stream.concat(Arrays.stream(parameters()), Arrays.stream(more)).toArray();
    }

    private record Setting(String name, String value) {}
}

package dev.tenantry.db;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a transaction sees: settings of PostgreSQL that hold for that one transaction, and a check that PostgreSQL makes
 * at its beginning.
 *
 * <p>They are set by {@code set_config(…, true)} and not by {@code SET LOCAL}: the value is a bound parameter, and
 * pgjdbc, which drops its prepared statements whenever it reads a {@code SET search_path}, keeps them.
 */
public final class Scope {

    /** No settings beyond the connection's own. */
    public static final Scope NONE = new Scope(List.of(), null, null, null);

    private final List<Setting> settings;
    private final Check checkOrNull;
    private final String ownerOrNull;
    private final Fence fenceOrNull;

    private Scope(List<Setting> settings, Check checkOrNull, String ownerOrNull, Fence fenceOrNull) {
        this.settings = List.copyOf(settings);
        this.checkOrNull = checkOrNull;
        this.ownerOrNull = ownerOrNull;
        this.fenceOrNull = fenceOrNull;
    }

    /** This scope and one more setting. */
    public Scope with(String name, String value) {
        return new Scope(
                Stream.concat(settings.stream(), Stream.of(new Setting(name, value))).toList(),
                checkOrNull,
                ownerOrNull,
                fenceOrNull);
    }

    /**
     * This scope with a check: once the settings hold, the query must find the expected text, or else PostgreSQL fails
     * the transaction, and the caller gets a {@link WrongScopeException}. The check travels with the settings and costs
     * no round trip.
     *
     * @param query without parameters, of one row and column
     */
    public Scope guardedBy(String query, String expected) {
        return new Scope(settings, new Check(query, expected), ownerOrNull, fenceOrNull);
    }

    /** This scope, whose connections come out of that owner's share of the pool. */
    public Scope sharedBy(String owner) {
        return new Scope(settings, checkOrNull, owner, fenceOrNull);
    }

    /**
     * This scope, whose transaction commits only if the query finds the text at the very end. A change of the
     * text takes the same advisory lock in its exclusive form: each transaction has then either committed before the
     * change or fails with a {@link FencedOffException} and commits nothing. The check travels with the commit and costs
     * no round trip.
     *
     * @param lock the name of an advisory lock, which is shared until the transaction ends
     * @param query without parameters, of one row and column
     */
    public Scope fencedBy(String lock, String query, String expected) {
        return new Scope(settings, checkOrNull, ownerOrNull, new Fence(lock, query, expected));
    }

    Fence fenceOrNull() {
        return fenceOrNull;
    }

    String ownerOrNull() {
        return ownerOrNull;
    }

    boolean isEmpty() {
        return settings.isEmpty();
    }

    /**
     * The one statement that applies all settings and makes the check, its {@link #parameters()} to be bound.
     * PostgreSQL goes through a select from left to right; if the check came first, it would run without the settings,
     * and fail.
     */
    String sql() {
        String apply = settings.stream()
                .map(setting -> "set_config(?, ?, true)")
                .collect(Collectors.joining(", ", "select ", ""));
        return checkOrNull == null ? apply : apply + ", " + checkOrNull.sql();
    }

    Object[] parameters() {
        Stream<Object> applied = settings.stream().flatMap(setting -> Stream.of(setting.name, setting.value));
        return Stream.concat(applied, checkOrNull == null ? Stream.empty() : checkOrNull.parameters()).toArray();
    }

    /** The scope's parameters followed by a statement's own. */
    Object[] parametersAnd(Object[] more) {
        return Stream.concat(Arrays.stream(parameters()), Arrays.stream(more)).toArray();
    }

    private record Setting(String name, String value) {}

    private record Check(String query, String expected) {

        String sql() {
            return Condition.sql(query);
        }

        Stream<Object> parameters() {
            return Stream.of(expected, WrongScopeException.BEGINNING, expected);
        }
    }
}

package dev.tenantry.db;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a transaction sees: settings of PostgreSQL that hold for that one transaction, and a tripwire across the way
 * into it.
 *
 * <p>They are set by {@code set_config(…, true)} and not by {@code SET LOCAL}: the value is a bound parameter, and
 * pgjdbc, which drops its prepared statements whenever it reads a {@code SET search_path}, keeps them.
 */
public final class Scope {

    /** No settings beyond the connection's own. */
    public static final Scope NONE = new Scope(List.of(), null, null, null);

    private final List<Setting> settings;
    private final Tripwire tripwireOrNull;
    private final String ownerOrNull;
    private final Fence fenceOrNull;

    private Scope(List<Setting> settings, Tripwire tripwireOrNull, String ownerOrNull, Fence fenceOrNull) {
        this.settings = List.copyOf(settings);
        this.tripwireOrNull = tripwireOrNull;
        this.ownerOrNull = ownerOrNull;
        this.fenceOrNull = fenceOrNull;
    }

    /** This scope and one more setting. */
    public Scope with(String name, String value) {
        return new Scope(
                Stream.concat(settings.stream(), Stream.of(new Setting(name, value))).toList(),
                tripwireOrNull,
                ownerOrNull,
                fenceOrNull);
    }

    /**
     * This scope with a tripwire: once the settings hold, the query must find that one text, or else PostgreSQL itself
     * fails the transaction, and whoever wants in gets a {@link WrongScopeException}. It travels with the settings and
     * costs no round trip.
     *
     * @param query without parameters, of one row and column
     */
    public Scope guardedBy(String query, String expected) {
        return new Scope(settings, new Tripwire(query, expected), ownerOrNull, fenceOrNull);
    }

    /** This scope, whose connections come out of that owner's share of the pool. */
    public Scope sharedBy(String owner) {
        return new Scope(settings, tripwireOrNull, owner, fenceOrNull);
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
        return new Scope(settings, tripwireOrNull, ownerOrNull, new Fence(lock, query, expected));
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
     * The one statement that applies all settings and lays the tripwire, its {@link #parameters()} to be bound. PostgreSQL
     * goes through a select from left to right; did it look for the tripwire first, it would not find it, and fail.
     */
    String sql() {
        String apply = settings.stream()
                .map(setting -> "set_config(?, ?, true)")
                .collect(Collectors.joining(", ", "select ", ""));
        return tripwireOrNull == null ? apply : apply + ", " + tripwireOrNull.sql();
    }

    Object[] parameters() {
        Stream<Object> applied = settings.stream().flatMap(setting -> Stream.of(setting.name, setting.value));
        return Stream.concat(applied, tripwireOrNull == null ? Stream.empty() : tripwireOrNull.parameters()).toArray();
    }

    /** The scope's parameters followed by a statement's own. */
    Object[] parametersAnd(Object[] more) {
        return Stream.concat(Arrays.stream(parameters()), Arrays.stream(more)).toArray();
    }

    private record Setting(String name, String value) {}

    private record Tripwire(String query, String expected) {

        String sql() {
            return Condition.sql(query);
        }

        Stream<Object> parameters() {
            return Stream.of(expected, WrongScopeException.BEGINNING, expected);
        }
    }
}

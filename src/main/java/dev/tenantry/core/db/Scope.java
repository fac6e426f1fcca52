package dev.tenantry.core.db;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Restricts what one transaction may see and commit. A scope has PostgreSQL settings for the transaction. A scope can
 * also have a check, which PostgreSQL performs at the beginning of the transaction, and a fence, which PostgreSQL
 * checks before the commit.
 *
 * <p>The settings are applied by {@code set_config(…, true)}, so that the values are bound parameters. Rejected:
 * {@code SET LOCAL}, since pgjdbc drops its prepared statements after each {@code SET} statement that names the
 * search_path.
 */
public final class Scope {

    /** A scope without settings. */
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

    /** Returns a copy of this scope with one more setting. */
    public Scope with(String name, String value) {
        return new Scope(
                Stream.concat(settings.stream(), Stream.of(new Setting(name, value))).toList(),
                checkOrNull,
                ownerOrNull,
                fenceOrNull);
    }

    /**
     * Returns a copy of this scope with a check. PostgreSQL applies the settings and runs the query in one round trip.
     * If the query does not return the expected text, the transaction fails with a {@link WrongScopeException}.
     *
     * @param query a query without parameters that returns at most one row, with one column
     */
    public Scope guardedBy(String query, String expected) {
        return new Scope(settings, new Check(query, expected), ownerOrNull, fenceOrNull);
    }

    /**
     * Returns a copy of this scope with an owner. The pool limits the number of connections that an owner uses at a
     * time.
     */
    public Scope sharedBy(String owner) {
        return new Scope(settings, checkOrNull, owner, fenceOrNull);
    }

    /**
     * Returns a copy of this scope with a fence: a transaction commits only if the query returns the expected text just
     * before the commit. A transaction that changes the text must take the advisory lock {@code lock} in exclusive
     * mode. Each fenced transaction then either commits before the change, or fails with a {@link FencedOffException}.
     * The check needs no extra round trip.
     *
     * @param lock the name of an advisory lock, which a fenced transaction takes in shared mode before the check and
     *     holds until the transaction ends
     * @param query a query without parameters that returns at most one row, with one column
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
     * The statement that applies all settings and then makes the check; its parameters are {@link #parameters()}. The
     * check comes last because PostgreSQL evaluates the columns of a select from left to right.
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

    /** The scope's parameters, followed by the parameters of a statement. */
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

package dev.tenantry.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements of a transaction that nothing has waited for yet: its scope first, then writes. They are sent, in their
 * order, with the next statement whose result is needed, in one round trip. One thread at a time.
 */
final class Outbox {

    private final List<Letter> letters = new ArrayList<>();
    private Fence fenceOrNull;

    void add(Scope scope) {
        if (scope.fenceOrNull() != null) {
            fenceOrNull = scope.fenceOrNull();
        }
        if (!scope.isEmpty()) {
            letters.add(new Letter(() -> new Sql(scope.sql(), scope.parameters()), false));
        }
    }

    /** @param sql asked for once, when it is sent */
    void add(Supplier<Sql> sql) {
        letters.add(new Letter(sql, true));
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    /** Whether any statement changes more than what the transaction itself sees. */
    boolean hasWork() {
        return letters.stream().anyMatch(letter -> letter.isWork);
    }

    /** Adds what the commit depends on, to be sent with it. */
    void addFence() {
        if (fenceOrNull != null) {
            add(() -> new Sql(Fence.LOCK, fenceOrNull.lockParameters()));
            add(() -> new Sql(fenceOrNull.check(), fenceOrNull.checkParameters()));
        }
    }

    /** All of them and one statement more, as one text with all parameters. */
    Sql and(String sql, Object... parameters) {
        return new Sql(
                Stream.concat(letters.stream().map(letter -> letter.sql().text()), Stream.of(sql))
                        .collect(Collectors.joining("; ")),
                Stream.concat(
                                letters.stream().flatMap(letter -> Arrays.stream(letter.sql().parameters())),
                                Arrays.stream(parameters))
                        .toArray());
    }

    /**
     * Forgets all of them, which have been sent.
     *
     * @return how many results come before that of the statement that they were sent with
     */
    int empty() {
        int sent = letters.size();
        letters.clear();
        return sent;
    }

    /** Forgets all of them, which are never to be sent. */
    void clear() {
        letters.clear();
    }

    private static final class Letter {

        private final Supplier<Sql> supplier;
        private final boolean isWork;
        private Sql sqlOrNull;

        Letter(Supplier<Sql> supplier, boolean isWork) {
            this.supplier = supplier;
            this.isWork = isWork;
        }

        Sql sql() {
            if (sqlOrNull == null) {
                sqlOrNull = supplier.get();
            }
            return sqlOrNull;
        }
    }
}

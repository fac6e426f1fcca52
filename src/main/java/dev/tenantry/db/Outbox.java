package dev.tenantry.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a transaction is still to send: its scope, and statements whose outcome nobody waits for. They travel, in their
 * order, with the next statement that somebody does wait for, in one round trip. One thread at a time.
 */
final class Outbox {

    private final List<Letter> letters = new ArrayList<>();
    private Fence fenceOrNull;

    void add(Scope scope) {
        if (scope.fenceOrNull() != null) {
            fenceOrNull = scope.fenceOrNull();
        }
        if (!scope.isEmpty()) {
            letters.add(new Letter(scope.sql(), scope::parameters, false));
        }
    }

    /** @param parameters as they will be when it is sent */
    void add(String sql, Supplier<Object[]> parameters) {
        letters.add(new Letter(sql, parameters, true));
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    /** Whether any of it changes more than what the transaction itself sees. */
    boolean hasWork() {
        return letters.stream().anyMatch(Letter::isWork);
    }

    /** Adds what the commit depends on, to be sent with it. */
    void addFence() {
        if (fenceOrNull != null) {
            letters.add(new Letter(Fence.LOCK, fenceOrNull::lockParameters, true));
            letters.add(new Letter(fenceOrNull.check(), fenceOrNull::checkParameters, true));
        }
    }

    /** The text of all of it and of one statement more. */
    String and(String sql) {
        return Stream.concat(letters.stream().map(Letter::sql), Stream.of(sql)).collect(Collectors.joining("; "));
    }

    /** The parameters of all of it, then those of the statement. */
    Object[] and(Object[] parameters) {
        return Stream.concat(
                        letters.stream().flatMap(letter -> Arrays.stream(letter.parameters.get())),
                        Arrays.stream(parameters))
                .toArray();
    }

    /**
     * It has been sent.
     *
     * @return how many results come before that of the statement that it travelled with
     */
    int empty() {
        int sent = letters.size();
        letters.clear();
        return sent;
    }

    /** It is never to be sent. */
    void clear() {
        letters.clear();
    }

    private record Letter(String sql, Supplier<Object[]> parameters, boolean isWork) {}
}

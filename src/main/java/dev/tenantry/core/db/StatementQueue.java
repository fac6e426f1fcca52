package dev.tenantry.core.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queued statements of a transaction: first the statements that apply the scope, then writes whose results the
 * caller does not need. The next statement whose result the caller needs is sent after the queue, in the same round
 * trip. Not thread-safe.
 */
final class StatementQueue {

    private final List<QueuedStatement> statements = new ArrayList<>();
    private Fence fenceOrNull;

    void add(Scope scope) {
        if (scope.fenceOrNull() != null) {
            fenceOrNull = scope.fenceOrNull();
        }
        if (!scope.isEmpty()) {
            statements.add(new QueuedStatement(() -> new Sql(scope.sql(), scope.parameters()), false));
        }
    }

    /** @param sql a function that returns the statement; called once, when the statement is sent */
    void add(Supplier<Sql> sql) {
        statements.add(new QueuedStatement(sql, true));
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    /** True if at least one queued statement does more than apply a scope. */
    boolean hasWork() {
        return statements.stream().anyMatch(statement -> statement.isWork);
    }

    /** Adds the fence's statements, if the transaction's scope has a fence. Call before the commit. */
    void addFence() {
        if (fenceOrNull != null) {
            add(() -> new Sql(Fence.LOCK, fenceOrNull.lockParameters()));
            add(() -> new Sql(fenceOrNull.check(), fenceOrNull.checkParameters()));
        }
    }

    /** Joins all queued statements and the given statement to one text, and all their parameters to one array. */
    Sql and(String sql, Object... parameters) {
        return new Sql(
                Stream.concat(statements.stream().map(statement -> statement.sql().text()), Stream.of(sql))
                        .collect(Collectors.joining("; ")),
                Stream.concat(
                                statements.stream().flatMap(statement -> Arrays.stream(statement.sql().parameters())),
                                Arrays.stream(parameters))
                        .toArray());
    }

    /**
     * Removes all queued statements. Sends no statement.
     *
     * @return the number of removed statements. If the caller sends these statements in one request with a later
     *     statement, the caller must skip this number of results before the later statement's results
     */
    int clear() {
        int removed = statements.size();
        statements.clear();
        return removed;
    }

    private static final class QueuedStatement {

        private final Supplier<Sql> supplier;
        private final boolean isWork;
        private Sql sqlOrNull;

        QueuedStatement(Supplier<Sql> supplier, boolean isWork) {
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

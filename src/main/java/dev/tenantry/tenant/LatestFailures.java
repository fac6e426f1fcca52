package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseException;
import dev.tenantry.db.WrongScopeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest failed calls of each tenant on this server, for an operator who asks what is wrong. Kept in memory alone,
 * and little of it: a few for each tenant, and the tenants that failed last. Thread-safe.
 */
final class LatestFailures {

    private static final int FOR_EACH = 5;
    private static final int TENANTS = 1_000;

    private final Map<String, Deque<FailedCall>> byRealm = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<FailedCall>> eldest) {
            return size() > TENANTS;
        }
    };

    synchronized void add(String realmId, StoreOperation operation, Throwable failure) {
        Deque<FailedCall> calls = byRealm.remove(realmId); // and put in again, as the tenant that failed last
        byRealm.put(realmId, calls == null ? new ArrayDeque<>() : calls);
        add(byRealm.get(realmId), operation, words(failure));
    }

    private static void add(Deque<FailedCall> calls, StoreOperation operation, String error) {
        FailedCall last = calls.peekFirst();
        boolean again = last != null && last.operation() == operation && last.error().equals(error);
        if (again) {
            calls.removeFirst();
        } else if (calls.size() == FOR_EACH) {
            calls.removeLast();
        }
        calls.addFirst(new FailedCall(Instant.now(), operation, error, again ? last.count() + 1 : 1));
    }

    /** The newest first. */
    synchronized List<FailedCall> of(String realmId) {
        return List.copyOf(byRealm.getOrDefault(realmId, new ArrayDeque<>()));
    }

    /** The message of the classes whose messages never carry a value, and of any other class its name. */
    private static String words(Throwable failure) {
        return failure instanceof DatabaseException || failure instanceof WrongScopeException
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }
}

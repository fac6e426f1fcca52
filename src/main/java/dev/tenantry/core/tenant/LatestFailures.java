package dev.tenantry.core.tenant;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.WrongScopeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the latest failed calls to tenants' tables in this server's memory, for diagnosis by an operator. Keeps a few
 * calls per tenant, and only for the tenants with the latest failures. Thread-safe.
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
        Deque<FailedCall> calls = byRealm.remove(realmId); // put back below, as the tenant with the latest failure
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

    /** The failed calls to the tables of the realm's tenant, the newest first. */
    synchronized List<FailedCall> of(String realmId) {
        return List.copyOf(byRealm.getOrDefault(realmId, new ArrayDeque<>()));
    }

    /**
     * Returns the failure's message if the failure's class never puts values of rows into messages. Otherwise returns
     * the name of the class.
     */
    private static String words(Throwable failure) {
        return failure instanceof DatabaseException || failure instanceof WrongScopeException
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }
}

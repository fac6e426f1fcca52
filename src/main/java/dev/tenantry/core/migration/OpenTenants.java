package dev.tenantry.core.migration;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Distributes a job's tenants to the workers of one server. Returns each listed tenant that has no outcome yet, to a
 * single worker. Reads the list page by page. Thread-safe.
 */
final class OpenTenants {

    private static final int PAGE = 100;

    private final TenantList list;
    private final Queue<ListedTenant> page = new ArrayDeque<>();
    private String last = "";

    OpenTenants(TenantList list) {
        this.list = list;
    }

    /** Returns the next tenant without an outcome; empty after the last tenant. */
    synchronized Optional<ListedTenant> next() {
        if (page.isEmpty()) {
            List<ListedTenant> more = list.open(last, PAGE);
            page.addAll(more);
            if (!more.isEmpty()) {
                last = more.get(more.size() - 1).realmId();
            }
        }
        return Optional.ofNullable(page.poll());
    }
}

package dev.tenantry.core.migration;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Distributes the tenants of a job to the threads of one server. Each listed tenant without an outcome is returned
 * once, so that only one thread migrates the tenant. Reads the list page by page. Thread-safe.
 */
final class OpenTenants {

    private static final int PAGE = 100;

    private final TenantList list;
    private final Queue<ListedTenant> page = new ArrayDeque<>();
    private String last = "";

    OpenTenants(TenantList list) {
        this.list = list;
    }

    /** Returns the next tenant whose migration has no outcome yet. Empty after the last tenant. */
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

package dev.tenantry.core.migration;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Gives a list's open tenants, each once, to the workers of one server; reads a page at a time. Thread-safe. */
final class OpenTenants {

    private static final int PAGE = 100;

    private final TenantList list;
    private final Queue<ListedTenant> page = new ArrayDeque<>();
    private String last = "";

    OpenTenants(TenantList list) {
        this.list = list;
    }

    /** The next open tenant; empty after the last one. */
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

package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.List;

/** How PostgreSQL goes about a search: the lines of EXPLAIN. */
public record SearchPlan(List<String> lines) {

    public static SearchPlan ofPage(TenantHandle handle, UserCriteria criteria, int first, int max) {
        return of(handle, "explain " + UserSearch.listing(criteria, max), UserSearch.parameters(criteria, first, max));
    }

    public static SearchPlan ofCount(TenantHandle handle, UserCriteria criteria) {
        return of(handle, "explain " + UserSearch.counting(criteria), criteria.parameters());
    }

    static SearchPlan of(TenantHandle handle, String explain, Object... parameters) {
        return new SearchPlan(handle.queryAnew(explain, row -> row.getString(1), parameters));
    }

    /** What is read of tables and indexes to find those who are asked for, without what belongs to them. */
    public List<String> scans() {
        return lines.stream()
                .takeWhile(line -> !line.contains("SubPlan"))
                .filter(line -> line.contains("Scan"))
                .map(line -> line.replaceAll("^[ >-]*", "").replaceAll(" \\(cost.*", "").replaceAll(" (u|u_1)$", ""))
                .distinct()
                .toList();
    }

    String text() {
        return String.join("\n", lines);
    }
}

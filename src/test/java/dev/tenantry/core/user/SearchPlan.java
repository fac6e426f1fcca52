package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's plan of a search: the lines of EXPLAIN. */
public record SearchPlan(List<String> lines) {

    /** Runs the search, and shows the plan with what was read. */
    private static final String ANALYZE = "explain (analyze, timing off, costs off) ";

    private static final Pattern SCAN =
            Pattern.compile("(Seq|Index) Scan (?:using|on) (\\w+)|Index Only Scan using (\\w+)");

    static SearchPlan ofPage(TenantReadHandle handle, UserCriteria criteria, int first, int max) {
        return page(handle, "explain ", criteria, first, max);
    }

    static SearchPlan ofCount(TenantReadHandle handle, UserCriteria criteria) {
        return of(handle, "explain " + UserSearch.counting(criteria), criteria.parameters());
    }

    public static SearchPlan carriedOutForPage(TenantReadHandle handle, UserCriteria criteria, int first, int max) {
        return page(handle, ANALYZE, criteria, first, max);
    }

    public static SearchPlan carriedOutForCount(TenantReadHandle handle, UserCriteria criteria) {
        return of(handle, ANALYZE + UserSearch.counting(criteria), criteria.parameters());
    }

    private static SearchPlan page(TenantReadHandle handle, String explain, UserCriteria criteria, int first, int max) {
        return of(handle, explain + UserSearch.listing(criteria, max), UserSearch.parameters(criteria, first, max));
    }

    private static SearchPlan of(TenantReadHandle handle, String sql, Object... parameters) {
        return new SearchPlan(handle.queryUnprepared(sql, row -> row.getString(1), parameters));
    }

    /** The indexes and the whole tables that are read to find the users. */
    public List<String> read() {
        return lines.stream()
                .takeWhile(line -> !line.contains("SubPlan"))
                .filter(line -> !line.contains("never executed"))
                .map(SCAN::matcher)
                .filter(Matcher::find)
                .map(SearchPlan::name)
                .distinct()
                .toList();
    }

    private static String name(Matcher scan) {
        if (scan.group(3) != null) {
            return scan.group(3) + " alone";
        }
        return scan.group(1).equals("Seq") ? "all of " + scan.group(2) : scan.group(2);
    }

    String text() {
        return String.join("\n", lines);
    }
}

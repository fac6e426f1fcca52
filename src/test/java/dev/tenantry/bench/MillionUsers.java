package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Searching, listing and counting a realm's users through the admin API, a million of them unless told otherwise. */
final class MillionUsers implements Benchmark {

    private static final int TIMES = 7;

    private final int users = Integer.getInteger("tenantry.bench.users", 1_000_000);

    @Override
    public String run(BenchEnvironment environment) {
        Sides sides = People.realms(environment.keycloak());
        sides.forEach(realm -> {
            environment.progress("writing %,d users of a %s realm …".formatted(
                    users, realm == sides.standard() ? "standard" : "tenant's"));
            People.settle(realm, "bulk", users, "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
        });
        Table table = new Table("of %,d users".formatted(users), "standard, median ms", "tenant, median ms", "ratio");
        queries().forEach((what, path) -> {
            List<Long> standard = new ArrayList<>();
            List<Long> tenant = new ArrayList<>();
            for (int i = 0; i <= TIMES; i++) {
                standard.add(time(sides.standard(), path));
                tenant.add(time(sides.tenant(), path));
            }
            double ratio = median(standard) / median(tenant);
            table.row(what + ": `" + path + "`", median(standard), median(tenant), Table.times(ratio));
            environment.progress(what + ": " + Table.times(ratio) + " as fast as standard");
        });
        return table.toString();
    }

    private Map<String, String> queries() {
        int deep = users / 10 * 9;
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("infix search", "/users?max=20&search=*" + users / 10 * 9 / 7 + "*");
        queries.put("prefix search", "/users?max=20&search=bulk9999");
        queries.put("common prefix", "/users?max=20&search=bulk");
        queries.put("last name", "/users?max=20&lastName=last4321");
        queries.put("no hit", "/users?max=20&search=*nobody*");
        queries.put("exact user name", "/users?exact=true&username=bulk" + deep);
        queries.put("exact e-mail", "/users?exact=true&email=bulk" + deep + "@example.test");
        queries.put("attribute", "/users?max=20&q=department:department42");
        queries.put("first page", "/users?max=100");
        queries.put("deep page", "/users?max=100&first=" + deep);
        queries.put("count", "/users/count");
        queries.put("count of an infix search", "/users/count?search=*9999*");
        return queries;
    }

    private static long time(TestRealm realm, String path) {
        long begun = System.nanoTime();
        realm.get(path).requiring(200);
        return System.nanoTime() - begun;
    }

    /** Milliseconds; the first does not count. */
    private static double median(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos.subList(1, nanos.size()));
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}

package dev.tenantry.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Searching, listing and counting a realm's users through the admin API. By default the realm has a million users. */
final class MillionUsers implements Benchmark {

    private final int users = Integer.getInteger("tenantry.bench.users", 1_000_000);

    @Override
    public String run(BenchEnvironment environment) {
        Sides sides = People.realms(environment.keycloak());
        sides.forEach(realm -> {
            environment.progress("writing %,d users of a %s realm …".formatted(
                    users, realm == sides.standard() ? "standard" : "tenant's"));
            People.settle(realm, "bulk", users, "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
        });
        return new Reads(sides, environment).table("of %,d users".formatted(users), queries()).toString();
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
}

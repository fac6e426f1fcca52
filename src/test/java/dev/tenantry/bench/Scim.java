package dev.tenantry.bench;

import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.http.Http;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An identity management system brings all users into a realm by SCIM. Eight clients search for each user by name and
 * create the user. Then the system lists pages of users by filters, and changes the users. The two realms take turns.
 */
final class Scim implements Benchmark {

    private static final int CLIENTS = 8;
    private static final int TURNS = 10;
    private static final int TIMES = 30;
    private static final String TYPE = "application/scim+json";

    private final int users = Integer.getInteger("tenantry.bench.scim", 10_000);
    private final Table writes = new Table(
            "work", "users", "standard, users/s", "tenant, users/s", "ratio", "standard, median ms", "tenant, median ms");
    private final Table reads = new Table("request", "found", "standard, median ms", "tenant, median ms", "ratio");

    private final Map<TestRealm, Http> services = new HashMap<>();
    private final Map<TestRealm, List<String>> ids = new HashMap<>();

    @Override
    public String run(BenchEnvironment environment) {
        Sides sides = People.realms(environment.keycloak("-Xmx2g", Map.of(), Map.of("features", "scim-api")));
        sides.forEach(realm -> services.put(realm, ScimClient.of(realm, "manage-users")));
        environment.progress("warming up …");
        bulk(sides, "warm", Math.min(users, 2_000));
        environment.progress("%,d users …".formatted(users));
        write("search for the name, then create", bulk(sides, "bench", users));
        sides.forEach(People::tidy);
        environment.progress("lists …");
        read(sides, "a page of 100, no filter", "?count=100");
        read(sides, "a page of 100 in the middle, no filter", "?count=100&startIndex=" + users / 2);
        read(sides, "`userName eq` of one", filter("userName eq \"bench%d\"".formatted(users / 2)));
        read(sides, "`userName eq` of an unknown user", filter("userName eq \"unknown\""));
        read(sides, "`emails.value eq` of one", filter("emails.value eq \"bench%d@example.test\"".formatted(users / 3)));
        read(sides, "`name.familyName co` of few", filter("name.familyName co \"t%d\"".formatted(users / 2)));
        read(sides, "`userName sw` of all, a page of 100", filter("userName sw \"bench\"") + "&count=100");
        read(sides, "`userName sw … and active eq true`, a page of 100",
                filter("userName sw \"bench\" and active eq true") + "&count=100");
        environment.progress("changes …");
        sides.forEach(realm -> ids.put(realm, services.get(realm).get("/Users" + filter("userName sw \"bench\"") + "&count=1000")
                .requiring(200).json().at("/Resources").findValuesAsText("id")));
        write("PATCH `active=false`", inTurns(sides, Math.min(users, ids.get(sides.tenant()).size()), this::deactivate));
        return writes + "\n" + reads;
    }

    private Comparison.Result bulk(Sides sides, String prefix, int count) {
        return inTurns(sides, count, (realm, number) -> create(realm, prefix + number));
    }

    private void create(TestRealm realm, String name) {
        Http service = services.get(realm);
        service.get("/Users" + filter("userName eq \"" + name + "\"")).requiring(200);
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:User"));
        user.put("userName", name);
        user.put("name", Map.of("givenName", "First", "familyName", "Last" + name.substring(1)));
        user.put("emails", List.of(Map.of("value", name + "@example.test", "primary", true)));
        user.put("active", true);
        service.request("POST", "/Users", TYPE, Http.JSON.valueToTree(user).toString()).requiring(201);
    }

    private void deactivate(TestRealm realm, int number) {
        services.get(realm).request("PATCH", "/Users/" + ids.get(realm).get(number), TYPE, Http.JSON.valueToTree(Map.of(
                "schemas", List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
                "Operations", List.of(Map.of("op", "replace", "path", "active", "value", false)))).toString())
                .requiring(200);
    }

    private interface Request {
        void send(TestRealm realm, int number);
    }

    /** Sends the given number of requests to each realm, a tenth of them in each turn. */
    private static Comparison.Result inTurns(Sides sides, int count, Request request) {
        Rate standard = Rate.NONE;
        Rate tenant = Rate.NONE;
        for (int turn = 0; turn < TURNS; turn++) {
            int from = (int) ((long) count * turn / TURNS);
            int to = (int) ((long) count * (turn + 1) / TURNS);
            standard = standard.plus(Load.ofRequests(CLIENTS, to - from, i -> request.send(sides.standard(), from + i)));
            tenant = tenant.plus(Load.ofRequests(CLIENTS, to - from, i -> request.send(sides.tenant(), from + i)));
        }
        return new Comparison.Result(standard, tenant);
    }

    private void write(String work, Comparison.Result result) {
        writes.row(work, "%,d".formatted(result.tenant().nanos().size()), result.standard().perSecond(),
                result.tenant().perSecond(), Table.times(result.ratio()), result.standard().median(),
                result.tenant().median());
    }

    private void read(Sides sides, String request, String query) {
        Map<TestRealm, double[]> times = new HashMap<>();
        sides.forEach(realm -> times.put(realm, new double[TIMES]));
        int[] found = new int[1];
        for (int i = -TIMES; i < TIMES; i++) { // the first half warms up
            int at = i;
            sides.forEach(realm -> {
                long begun = System.nanoTime();
                found[0] = services.get(realm).get("/Users" + query).requiring(200).json().get("totalResults").asInt();
                if (at >= 0) {
                    times.get(realm)[at] = (System.nanoTime() - begun) / 1e6;
                }
            });
        }
        double standard = median(times.get(sides.standard()));
        double tenant = median(times.get(sides.tenant()));
        reads.row(request, "%,d".formatted(found[0]), standard, tenant, Table.times(standard / tenant));
    }

    private static double median(double... times) {
        return IntStream.range(0, times.length).mapToDouble(i -> times[i]).sorted().toArray()[times.length / 2];
    }

    private static String filter(String filter) {
        return "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }
}

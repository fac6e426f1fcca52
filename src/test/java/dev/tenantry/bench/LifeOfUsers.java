package dev.tenantry.bench;

import dev.tenantry.support.Answer;
import dev.tenantry.support.TestRealm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Users created, read, changed and deleted one by one through the admin API. */
final class LifeOfUsers implements Benchmark {

    private static final int[] CLIENTS = {1, 8};
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final int ROUNDS = 4;
    private static final List<String> STEPS =
            List.of("create", "create with a password", "get", "get, not cached", "update", "delete");

    private final Table table = new Table(
            "work", "clients", "stock, median ms", "tenant, median ms", "ratio of the means");

    @Override
    public String run(Ground ground) {
        Sides sides = People.realms(ground.keycloak());
        sides.forEach(realm -> realm.put("", Map.of("passwordPolicy",
                "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)")).requiring(204));
        for (int clients : CLIENTS) {
            Map<TestRealm, Map<String, ConcurrentLinkedQueue<Long>>> times = new LinkedHashMap<>();
            for (int round = 0; round <= ROUNDS; round++) {
                int current = round;
                sides.forEach(realm -> {
                    Map<String, ConcurrentLinkedQueue<Long>> steps = new ConcurrentHashMap<>();
                    STEPS.forEach(step -> steps.put(step, new ConcurrentLinkedQueue<>()));
                    String prefix = "life" + clients + "x" + current + "x";
                    new Load(clients, TURN).run(number -> live(realm, prefix + number, steps));
                    if (current > 0) { // the first is for the server to warm up
                        times.computeIfAbsent(realm, unknown -> new LinkedHashMap<>());
                        steps.forEach((step, more) ->
                                times.get(realm).computeIfAbsent(step, unknown -> new ConcurrentLinkedQueue<>())
                                        .addAll(more));
                    }
                });
            }
            for (String step : STEPS) {
                Rate stock = rate(times.get(sides.stock()).get(step));
                Rate tenant = rate(times.get(sides.tenant()).get(step));
                double ratio = tenant.perSecond() / stock.perSecond();
                table.row(step, clients, stock.median(), tenant.median(), Table.times(ratio));
                ground.progress("%s, %d clients: %s as fast as stock".formatted(step, clients, Table.times(ratio)));
            }
        }
        return table.toString();
    }

    private static Rate rate(ConcurrentLinkedQueue<Long> nanos) {
        return new Rate(List.copyOf(nanos), nanos.stream().mapToLong(Long::longValue).sum());
    }

    private static void live(TestRealm realm, String name, Map<String, ConcurrentLinkedQueue<Long>> times) {
        Map<String, Object> user = new LinkedHashMap<>(Map.of(
                "username", name, "email", name + "@example.test", "firstName", "Grace", "lastName", "Hopper",
                "enabled", true));
        String id = timed(times, "create", 201, () -> realm.post("/users", user)).createdId();
        Map<String, Object> other = new LinkedHashMap<>(user);
        other.put("username", name + "p");
        other.put("email", name + "p@example.test");
        other.put("credentials", List.of(Map.of("type", "password", "value", People.PASSWORD)));
        timed(times, "create with a password", 201, () -> realm.post("/users", other));
        timed(times, "get, not cached", 200, () -> realm.get("/users/" + id));
        timed(times, "get", 200, () -> realm.get("/users/" + id));
        user.put("lastName", "Murray Hopper");
        timed(times, "update", 204, () -> realm.put("/users/" + id, user));
        timed(times, "delete", 204, () -> realm.delete("/users/" + id));
    }

    private static Answer timed(
            Map<String, ConcurrentLinkedQueue<Long>> times, String step, int status, Supplier<Answer> request) {
        long begun = System.nanoTime();
        Answer answer = request.get().requiring(status);
        times.get(step).add(System.nanoTime() - begun);
        return answer;
    }

}

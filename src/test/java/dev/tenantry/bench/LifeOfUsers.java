package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Users are created, read, changed and deleted one by one through the admin API. Each kind of request is measured
 * alone.
 */
final class LifeOfUsers implements Benchmark {

    private static final int[] CLIENTS = {1, 8};
    private static final Duration TURN = Duration.ofSeconds(4);
    private static final int ROUNDS = 4;

    /** Long, because Java needs a minute or two to compile the code that serves these requests. */
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    private final Table table = new Table(
            "work", "clients", "standard, requests/s", "tenant, requests/s", "ratio", "standard, median ms",
            "tenant, median ms");

    @Override
    public String run(BenchEnvironment environment) {
        Sides sides = People.realms(environment.keycloak());
        sides.forEach(realm -> realm.put("", Map.of("passwordPolicy",
                "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)")).requiring(204));
        environment.progress("warming up …");
        live(new Comparison(sides, 1), new Load(8, WARM_UP), "warm", (step, result) -> { });
        sides.forEach(People::tidy);
        for (int clients : CLIENTS) {
            live(new Comparison(sides, ROUNDS), new Load(clients, TURN), "life" + clients,
                    (step, result) -> {
                        table.row(step, clients, result.standard().perSecond(), result.tenant().perSecond(),
                                Table.times(result.ratio()), result.standard().median(), result.tenant().median());
                        environment.progress("%s, %d clients: %s as fast as standard".formatted(
                                step, clients, Table.times(result.ratio())));
                    });
        }
        return table.toString();
    }

    private static void live(
            Comparison comparison, Load load, String prefix, BiConsumer<String, Comparison.Result> outcome) {
        Sides sides = comparison.sides();
        Map<TestRealm, Population> people = Map.of(
                sides.standard(), new Population(sides.standard(), prefix),
                sides.tenant(), new Population(sides.tenant(), prefix));
        outcome.accept("create", comparison.run(load, (realm, number) -> people.get(realm).add(Map.of())));
        outcome.accept("create with a password", comparison.run(load, (realm, number) -> people.get(realm).add(Map.of(
                "credentials", List.of(Map.of("type", "password", "value", People.PASSWORD))))));
        outcome.accept("get", comparison.run(load, (realm, number) -> people.get(realm).get(number % 100)));
        outcome.accept("get, not cached",
                comparison.run(load, People::emptyCache, (realm, number) -> people.get(realm).get(number)));
        outcome.accept("update", comparison.run(load, (realm, number) -> people.get(realm).change(number)));
        outcome.accept("delete", comparison.run(load, (realm, number) -> people.get(realm).remove()));
    }
}

package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Password grants of users who are in Keycloak's cache, and of users who are not. */
final class Logins implements Benchmark {

    private static final Map<String, String> POLICIES = Map.of(
            "cheap", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)",
            "argon2", "hashAlgorithm(argon2)");
    private static final int FEW = 200;
    private static final int MANY = 50_000;
    private static final int[] CLIENTS = {1, 8, 64};
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int ROUNDS = 4;

    private final Table table = new Table(
            "users", "hash", "clients", "standard, logins/s", "tenant, logins/s", "ratio", "standard, median ms",
            "tenant, median ms");
    private final List<String> names = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    @Override
    public String run(BenchEnvironment environment) {
        Sides sides = People.realms(environment.keycloak());
        Comparison comparison = new Comparison(sides, ROUNDS);
        for (String hash : List.of("cheap", "argon2")) {
            sides.forEach(realm -> People.settle(realm, hash, FEW, POLICIES.get(hash)));
            for (int clients : CLIENTS) {
                Load load = new Load(clients, TURN);
                add("cached", hash, clients, environment,
                        comparison.run(load, (realm, number) -> signIn(realm, hash + (1 + number % FEW))));
            }
        }
        sides.forEach(realm -> People.settle(realm, "many", MANY, POLICIES.get("cheap")));
        for (int clients : CLIENTS) {
            Load load = new Load(clients, TURN);
            add("not cached", "cheap", clients, environment, comparison.run(load, People::emptyCache,
                    (realm, number) -> signIn(realm, "many" + (1 + number % MANY))));
        }
        return table + "\n" + environment.report().plot("logins", chart());
    }

    private void add(String users, String hash, int clients, BenchEnvironment environment, Comparison.Result result) {
        table.row(users, hash, clients, result.standard().perSecond(), result.tenant().perSecond(),
                Table.times(result.ratio()), result.standard().median(), result.tenant().median());
        names.add(users + ", " + hash + ", " + clients);
        ratios.add(result.ratio());
        environment.progress("%s, %s, %d clients: %s logins/s, %s as fast as standard".formatted(
                users, hash, clients, Table.written(result.tenant().perSecond()), Table.times(result.ratio())));
    }

    private static void signIn(TestRealm realm, String username) {
        realm.signIn(username, People.PASSWORD).requiring(200);
    }

    private CategoryChart chart() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(900).height(420)
                .title("Logins per second in a tenant, divided by logins per second in a standard realm")
                .xAxisTitle("users, hash, clients")
                .yAxisTitle("tenant / standard")
                .build();
        chart.getStyler().setXAxisLabelRotation(30);
        chart.getStyler().setLegendVisible(false);
        chart.addSeries("tenant / standard", names, ratios);
        return chart;
    }
}

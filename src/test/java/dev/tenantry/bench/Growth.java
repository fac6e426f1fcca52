package dev.tenantry.bench;

import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/**
 * Times an operator's requests while the number of tenants grows to a thousand, and compares them with the creation of
 * an empty standard realm.
 */
final class Growth implements Benchmark {

    private static final int[] STAGES = {10, 50, 150, 300, 600, 1_000};
    private static final int TIMES = 15;
    private static final int TIMES_OF_STANDARD = 5;
    private static final int STARTS = 3;

    /**
     * The pause before a realm that is created alone. During the pause the server makes the keys of the next tenant.
     */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int tenants = Integer.getInteger("tenantry.bench.tenants", 1_000);

    private final Table table = new Table(
            "tenants", "provision, ms", "many in a row, ms each", "empty standard realm, ms", "ratio", "page of 20, ms",
            "search, ms", "count, ms", "one tenant, ms", "drop, ms");
    private final Table footprint = new Table("tenants", "connections to the tenants' database", "database, MB",
            "relations in the catalogue", "heap in use, MB");
    private final List<Integer> stages = new ArrayList<>();
    private final List<Double> provisioned = new ArrayList<>();
    private final List<Double> standard = new ArrayList<>();

    private KeycloakUnderTest keycloak;
    private Operator operator;

    @Override
    public String run(BenchEnvironment environment) {
        keycloak = environment.keycloak();
        operator = Operator.create(keycloak);
        int there = operator.count();
        for (int stage : IntStream.of(STAGES).filter(stage -> stage <= tenants).toArray()) {
            environment.progress("provisioning up to " + stage + " tenants …");
            operator.provisionInTwos(Operator.newNames(Math.max(0, stage - there)));
            measure(stage, environment);
            there = operator.count();
        }
        return table + "\n" + environment.report().plot("growth", chart()) + "\n" + footprint + "\n"
                + starts(environment);
    }

    private void measure(int stage, BenchEnvironment environment) {
        List<String> names = Operator.newNames(TIMES);
        List<String> more = Operator.newNames(TIMES);
        double inARow = Rate.median(TIMES, i -> operator.provision(more.get(i)));
        more.forEach(operator::drop);
        double provision = Rate.median(TIMES, Growth::pause, i -> operator.provision(names.get(i)));
        List<String> standardNames = Operator.newNames(TIMES_OF_STANDARD);
        double ofStandard = Rate.median(TIMES_OF_STANDARD, Growth::pause, i ->
                keycloak.admin().post("", Map.of("realm", standardNames.get(i), "enabled", true)).requiring(201));
        standardNames.forEach(name -> keycloak.admin().delete("/" + name).requiring(204));
        table.row(stage, provision, inARow, ofStandard, Table.times(ofStandard / provision),
                ask("?max=20"), ask("?max=20&search=7"), ask("/count"), ask("/" + names.get(0)),
                Rate.median(TIMES, i -> operator.drop(names.get(i))));
        stages.add(stage);
        provisioned.add(provision);
        standard.add(ofStandard);
        environment.progress("%d tenants: one more in %s ms, an empty standard realm in %s ms".formatted(
                stage, Table.written(provision), Table.written(ofStandard)));
        Footprint now = Footprint.of(keycloak);
        footprint.row(stage, now.connections(), now.database(), now.relations(), now.heap());
    }

    private double ask(String path) {
        return Rate.median(TIMES, i -> operator.get(path));
    }

    private String starts(BenchEnvironment environment) {
        environment.progress("starting with the extension, and stock Keycloak on the same realms …");
        Starts starts = Starts.measure(
                keycloak, keycloak.withoutExtension(settings -> settings.withJavaOptions("-Xmx2g")), STARTS);
        return new Table("start with %,d realms behind".formatted(there()), "median of %d, seconds".formatted(STARTS),
                        "fastest")
                .row("with the extension", starts.medianOwn(), starts.fastestOwn())
                .row("stock Keycloak", starts.medianStock(), starts.fastestStock())
                .toString();
    }

    private int there() {
        return keycloak.database().<Number>value("select count(*) from realm").intValue();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(900).height(420)
                .title("One more tenant, and one more empty standard realm")
                .xAxisTitle("tenants there are")
                .yAxisTitle("median, ms")
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.addSeries("tenant: realm, schema, first user", stages, provisioned);
        chart.addSeries("empty standard realm", stages, standard);
        return chart;
    }
}

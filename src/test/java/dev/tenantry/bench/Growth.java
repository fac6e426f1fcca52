package dev.tenantry.bench;

import dev.tenantry.support.AdminApi;
import dev.tenantry.support.Answer;
import dev.tenantry.support.KeycloakServer;
import dev.tenantry.support.KeycloakUnderTest;
import dev.tenantry.support.Server;
import dev.tenantry.support.TestTenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** What an operator does, beside an empty stock realm's creation, with more and more tenants: a thousand at last. */
final class Growth implements Benchmark {

    private static final int[] STAGES = {10, 50, 150, 300, 600, 1_000};
    private static final int TIMES = 15;
    private static final int TIMES_OF_STOCK = 5;
    private static final int STARTS = 3;

    /** Between one tenant and the next, where they don't come in a row: time to make the next one's keys. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String OPERATORS_PASSWORD = "operator-secret-1";

    private final int tenants = Integer.getInteger("tenantry.bench.tenants", 1_000);

    private final Table table = new Table(
            "tenants", "provision, ms", "many in a row, ms each", "empty stock realm, ms", "ratio", "page of 20, ms",
            "search, ms", "count, ms", "one tenant, ms", "drop, ms");
    private final Table footprint = new Table("tenants", "connections to the tenants' database", "database, MB",
            "relations in the catalogue", "heap in use, MB");
    private final List<Integer> stages = new ArrayList<>();
    private final List<Double> provisioned = new ArrayList<>();
    private final List<Double> stock = new ArrayList<>();

    private KeycloakUnderTest keycloak;
    private AdminApi operator;

    @Override
    public String run(BenchEnvironment ground) {
        keycloak = ground.keycloak();
        operator = operator();
        int there = count();
        for (int stage : IntStream.of(STAGES).filter(stage -> stage <= tenants).toArray()) {
            ground.progress("provisioning up to " + stage + " tenants …");
            provisionInTwos(stage - there);
            measure(stage, ground);
            there = count();
        }
        return table + "\n" + ground.report().plot("growth", chart()) + "\n" + footprint + "\n" + starts(ground);
    }

    private void measure(int stage, BenchEnvironment ground) {
        List<String> names = newNames(TIMES);
        List<String> more = newNames(TIMES);
        double inARow = median(TIMES, i -> provision(more.get(i)));
        more.forEach(name -> TestTenants.drop(operator, name).requiring(204));
        double provision = median(TIMES, Growth::pause, i -> provision(names.get(i)));
        List<String> stockNames = newNames(TIMES_OF_STOCK);
        double ofStock = median(TIMES_OF_STOCK, Growth::pause, i ->
                keycloak.admin().post("", Map.of("realm", stockNames.get(i), "enabled", true)).requiring(201));
        stockNames.forEach(name -> keycloak.admin().delete("/" + name).requiring(204));
        table.row(stage, provision, inARow, ofStock, Table.times(ofStock / provision),
                ask("?max=20"), ask("?max=20&search=7"), ask("/count"), ask("/" + names.get(0)),
                median(TIMES, i -> TestTenants.drop(operator, names.get(i)).requiring(204)));
        stages.add(stage);
        provisioned.add(provision);
        stock.add(ofStock);
        ground.progress("%d tenants: one more in %s ms, an empty stock realm in %s ms".formatted(
                stage, Table.written(provision), Table.written(ofStock)));
        footprint.row(stage,
                keycloak.database().<Number>value(
                        "select count(*) from pg_stat_activity where application_name = 'tenantry'"),
                keycloak.database().<Number>value("select pg_database_size(current_database())").doubleValue() / 1e6,
                keycloak.database().<Number>value("select count(*) from pg_class"),
                keycloak.onThisMachine().heapInUse() / 1e6);
    }

    private static List<String> newNames(int count) {
        return IntStream.range(0, count).mapToObj(i -> TestTenants.newName()).toList();
    }

    private double ask(String path) {
        return median(TIMES, i -> operator.get(TestTenants.PATH + path).requiring(200));
    }

    private String starts(BenchEnvironment ground) {
        KeycloakServer without = keycloak.withoutExtension(settings -> settings.withJavaOptions("-Xmx2g"));
        List<Double> own = new ArrayList<>();
        List<Double> ofStock = new ArrayList<>();
        keycloak.server().stop();
        for (int i = 0; i < STARTS; i++) {
            ground.progress("starting with the extension, and stock Keycloak on the same realms …");
            own.add(seconds(keycloak.server()));
            ofStock.add(seconds(without));
        }
        keycloak.server().start();
        return new Table("start with %,d realms behind".formatted(there()), "median of %d, seconds".formatted(STARTS),
                        "fastest")
                .row("with the extension", middle(own), Collections.min(own))
                .row("stock Keycloak", middle(ofStock), Collections.min(ofStock))
                .toString();
    }

    /** From starting it to being ready; it is stopped again. */
    private static double seconds(Server server) {
        long begun = System.nanoTime();
        server.start();
        double seconds = (System.nanoTime() - begun) / 1e9;
        server.stop();
        return seconds;
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private int there() {
        return keycloak.database().<Number>value("select count(*) from realm").intValue();
    }

    /** Somebody of realm master with the role manage-tenants and no other. */
    private AdminApi operator() {
        String name = TestTenants.newName();
        String id = keycloak.admin().post("/master/users", Map.of(
                "username", name, "email", name + "@master.test", "firstName", "Olga", "lastName", "Operator",
                "enabled", true,
                "credentials", List.of(Map.of("type", "password", "value", OPERATORS_PASSWORD)))).createdId();
        Object role = keycloak.admin().get("/master/roles/manage-tenants").requiring(200).json();
        keycloak.admin().post("/master/users/" + id + "/role-mappings/realm", List.of(role)).requiring(204);
        return new AdminApi(keycloak.server().url(), "master", name, OPERATORS_PASSWORD);
    }

    private int count() {
        return operator.get(TestTenants.PATH + "/count").requiring(200).json().asInt();
    }

    private Answer provision(String name) {
        return operator.post(TestTenants.PATH, TestTenants.request(name, "ada", People.PASSWORD)).requiring(201);
    }

    private void provisionInTwos(int more) {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Answer>> births = IntStream.range(0, Math.max(0, more))
                    .<Callable<Answer>>mapToObj(i -> () -> provision(TestTenants.newName()))
                    .toList();
            for (Future<Answer> birth : clients.invokeAll(births)) {
                birth.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            clients.shutdownNow();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static double median(int times, IntConsumer work) {
        return median(times, () -> { }, work);
    }

    /**
     * Milliseconds of the one in the middle.
     *
     * @param before each, and does not count
     */
    private static double median(int times, Runnable before, IntConsumer work) {
        return new Rate(IntStream.range(0, times)
                .mapToLong(i -> {
                    before.run();
                    long begun = System.nanoTime();
                    work.accept(i);
                    return System.nanoTime() - begun;
                })
                .boxed()
                .toList(), 0).median();
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(900).height(420)
                .title("One more tenant, and one more empty stock realm")
                .xAxisTitle("tenants there are")
                .yAxisTitle("median, ms")
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.addSeries("tenant: realm, schema, first user", stages, provisioned);
        chart.addSeries("empty stock realm", stages, stock);
        return chart;
    }
}

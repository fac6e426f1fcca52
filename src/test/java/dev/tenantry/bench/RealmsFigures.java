package dev.tenantry.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** The tables and the plot of {@link Realms}. */
final class RealmsFigures {

    private final Table tenants = new Table("tenants", "provision, ms", "many in a row by two clients, ms each",
            "login, nothing cached, ms", "login, cached, ms", "page of 20, ms", "search, ms", "count, ms",
            "one tenant, ms", "drop, ms");
    private final Table admin = new Table("tenants", "sign-in, ms", "get a standard realm, ms",
            "get a tenant's users, ms", "create an empty standard realm, ms", "list all realms, ms");
    private final Table footprint = new Table("tenants", "entries in the realm cache", "heap in use, MB",
            "database, MB", "relations in the catalog", "connections to the tenants' database");
    private final Table starts = new Table("tenants", "start with the extension, median s", "fastest, s",
            "start of stock Keycloak, median s", "fastest, s");
    private final List<Integer> steps = new ArrayList<>();
    private final List<List<Double>> plotted =
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private String latest = "";

    /**
     * @param millis the milliseconds of: provision, many in a row, cold login, warm login, page, search, count, one
     *     tenant, drop
     */
    void tenants(int step, Double... millis) {
        tenants.row(row(step, (Object[]) millis));
        steps.add(step);
        for (int i = 0; i < plotted.size(); i++) {
            plotted.get(i).add(millis[i]);
        }
        latest = "%,d tenants: ".formatted(step) + Arrays.stream(millis).map(Table::written)
                .collect(Collectors.joining(", "));
    }

    /** @param outcomes the outcomes of: sign-in, a realm, a tenant's users, a new realm, all realms */
    void admin(int step, String... outcomes) {
        admin.row(row(step, (Object[]) outcomes));
        latest += "; admin: " + String.join(", ", outcomes);
    }

    /** @param cached the number of entries in Keycloak's realm cache after master's admin has listed all realms */
    void footprint(int step, long cached, Footprint now) {
        footprint.row(row(step, "%,d".formatted(cached), now.heap(), now.database(),
                "%,d".formatted(now.relations()), now.connections()));
        latest += "; %,d cached; %s".formatted(cached, now);
    }

    void starts(int tenantsBehind, Starts measured) {
        starts.row(row(tenantsBehind, measured.medianOwn(), measured.fastestOwn(), measured.medianStock(),
                measured.fastestStock()));
    }

    /** The figures of the last step, in one line. */
    String latest() {
        return latest;
    }

    String text(Report report, String plot) {
        return tenants + "\n" + report.plot(plot, chart()) + "\nCalls by master's `admin`. Each cell shows the first"
                + " call after the caches were emptied / a repeated call:\n\n" + admin + "\n" + footprint + "\n" + starts;
    }

    private static Object[] row(int tenants, Object... cells) {
        List<Object> row = new ArrayList<>(List.of("%,d".formatted(tenants)));
        row.addAll(List.of(cells));
        return row.toArray();
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(900).height(420)
                .title("One Keycloak with more and more tenants")
                .xAxisTitle("tenants there are")
                .yAxisTitle("ms")
                .build();
        chart.getStyler().setYAxisMin(0.0);
        List<String> names = List.of("provision one", "provision many by two clients, each",
                "login, nothing cached", "login, cached");
        for (int i = 0; i < names.size(); i++) {
            chart.addSeries(names.get(i), steps, plotted.get(i));
        }
        return chart;
    }
}

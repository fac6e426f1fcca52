package dev.tenantry.bench;

import dev.tenantry.support.actors.TestRealm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Times requests to the admin API of both realms, in turns. Each request is a row of the table. */
record Reads(Sides sides, BenchEnvironment environment) {

    private static final int TIMES = 7;

    /** @param queries the path of each request, by the request's description */
    Table table(String title, Map<String, String> queries) {
        Table table = new Table(title, "standard, median ms", "tenant, median ms", "ratio");
        queries.forEach((what, path) -> {
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
        return table;
    }

    private static long time(TestRealm realm, String path) {
        long begun = System.nanoTime();
        realm.get(path).requiring(200);
        return System.nanoTime() - begun;
    }

    /** The median in milliseconds, without the first time. */
    private static double median(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos.subList(1, nanos.size()));
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}

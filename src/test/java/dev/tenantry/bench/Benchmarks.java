package dev.tenantry.bench;

import dev.tenantry.support.process.OnExit;
import dev.tenantry.support.process.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Runs all benchmarks, or those that {@code -Dtenantry.bench=} names, separated by commas. Successive benchmarks with
 * equal server options share one server.
 */
public final class Benchmarks {

    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("import", new Imports()); // first, since its server has options of its own
        ALL.put("logins", new Logins());
        ALL.put("events", new Events());
        ALL.put("life", new LifeOfUsers());
        ALL.put("million", new MillionUsers());
        ALL.put("searches", new Searches());
        ALL.put("growth", new Growth());
        ALL.put("scim", new Scim()); // its server has the feature scim-api
        ALL.put("schemas", new Schemas());
        ALL.put("realms", new Realms()); // last: it takes longest, and its server has options of its own
    }

    private final Consumer<String> progress = new Progress();
    private final BenchEnvironment environment =
            new BenchEnvironment(report("performance.md"), line -> progress.accept("  " + line));

    private Benchmarks() {}

    public static void main(String[] arguments) {
        try {
            Set<String> wanted = wanted();
            new Benchmarks().run(wanted);
            System.out.println("The figures are in docs/project/performance.md and docs/project/scale.md");
            System.exit(0); // ends PostgreSQL and Keycloak, even if other threads still run
        } catch (RuntimeException failure) {
            if (!OnExit.isUnderWay()) {
                failure.printStackTrace();
            }
            System.exit(1);
        }
    }

    private static Set<String> wanted() {
        String names = System.getProperty("tenantry.bench", "");
        Set<String> wanted = names.isBlank() ? ALL.keySet() : new TreeSet<>(List.of(names.split(",")));
        if (!ALL.keySet().containsAll(wanted)) {
            throw new IllegalArgumentException("-Dtenantry.bench= takes of " + ALL.keySet());
        }
        return wanted;
    }

    private void run(Set<String> wanted) {
        ALL.forEach((name, benchmark) -> {
            if (wanted.contains(name)) {
                progress.accept(name);
                String figures = benchmark.run(environment) + "\nMeasured on " + LocalDate.now(ZoneOffset.UTC) + ".";
                report(benchmark.page()).write(benchmark.place(name), figures);
            }
        });
    }

    private static Report report(String page) {
        return new Report(Path.of("docs/project", page));
    }
}

package dev.tenantry.bench;

/** Measures one thing, in realms of its own. */
interface Benchmark {

    /** @return the figures, as Markdown */
    String run(BenchEnvironment environment);

    /** The page of {@code docs/project} that gets the figures. */
    default String page() {
        return "performance.md";
    }

    /**
     * The name in the two comments on that page that enclose the figures.
     *
     * @param name the benchmark's own name
     */
    default String place(String name) {
        return name;
    }
}

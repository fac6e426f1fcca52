package dev.tenantry.bench;

/** Measures one thing, in realms of its own. */
interface Benchmark {

    /** @return the figures, as Markdown */
    String run(BenchEnvironment environment);

    /** The page of {@code docs} that has the place for the figures. */
    default String page() {
        return "performance.md";
    }

    /**
     * The name of the comments on that page between which the figures are.
     *
     * @param name the benchmark's own name
     */
    default String place(String name) {
        return name;
    }
}

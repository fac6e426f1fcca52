package dev.tenantry.bench;

/** Measures one thing, in realms of its own. */
interface Benchmark {

    /** @return the figures, as Markdown */
    String run(BenchEnvironment ground);
}

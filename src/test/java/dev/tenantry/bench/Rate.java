package dev.tenantry.bench;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How requests were answered.
 *
 * @param nanos of each, from asking to being answered
 * @param elapsed nanoseconds in which all of them were
 */
record Rate(List<Long> nanos, long elapsed) {

    static final Rate NONE = new Rate(List.of(), 0);

    /** Milliseconds of the median of some calls in a row. */
    static double median(int times, IntConsumer work) {
        return median(times, () -> { }, work);
    }

    /**
     * Milliseconds of the median of some calls.
     *
     * @param before runs before each call and is not measured
     */
    static double median(int times, Runnable before, IntConsumer work) {
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

    Rate plus(Rate more) {
        return new Rate(Stream.concat(nanos.stream(), more.nanos.stream()).toList(), elapsed + more.elapsed);
    }

    double perSecond() {
        return nanos.size() * 1e9 / elapsed;
    }

    /** Milliseconds. */
    double median() {
        return percentile(50);
    }

    /** Milliseconds. */
    double percentile(int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }
}

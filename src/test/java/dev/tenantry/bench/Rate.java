package dev.tenantry.bench;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The times of a number of requests.
 *
 * @param nanos the time from each request to its answer, in nanoseconds
 * @param elapsed the time in which all requests were answered, in nanoseconds
 */
record Rate(List<Long> nanos, long elapsed) {

    static final Rate NONE = new Rate(List.of(), 0);

    /** The median time of some calls in a row, in milliseconds. */
    static double median(int times, IntConsumer work) {
        return median(times, () -> { }, work);
    }

    /**
     * The median time of some calls, in milliseconds.
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

    /** The median time in milliseconds. */
    double median() {
        return percentile(50);
    }

    /** The percentile of the times, in milliseconds. */
    double percentile(int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }
}

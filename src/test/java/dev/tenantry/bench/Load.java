package dev.tenantry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** So many clients at once, each of which asks again as soon as it is answered, for some time. */
record Load(int clients, Duration time) {

    /** @param request gets a number that no other has; what it throws ends the benchmark */
    Rate run(IntConsumer request) {
        AtomicInteger number = new AtomicInteger();
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<List<Long>>> answers = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                answers.add(threads.submit(() -> askUntil(end, number, request)));
            }
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> answer : answers) {
                nanos.addAll(answer.get());
            }
            return new Rate(nanos, System.nanoTime() - begun);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> askUntil(long end, AtomicInteger number, IntConsumer request) {
        List<Long> nanos = new ArrayList<>();
        long now = System.nanoTime();
        while (now < end) {
            request.accept(number.getAndIncrement());
            long answered = System.nanoTime();
            nanos.add(answered - now);
            now = answered;
        }
        return nanos;
    }
}

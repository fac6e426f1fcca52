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
import java.util.function.IntPredicate;

/**
 * A number of clients that send requests at the same time. Each client sends its next request as soon as the last one
 * is answered, until the time has passed.
 */
record Load(int clients, Duration time) {

    /** @param request sends a request; gets a number that no other request gets; its exceptions end the benchmark */
    Rate run(IntConsumer request) {
        long end = System.nanoTime() + time.toNanos();
        return run(clients, number -> System.nanoTime() < end, request);
    }

    /**
     * Sends the given number of requests by the given number of clients.
     *
     * @param request sends a request; gets a number below {@code count} that no other request gets; its exceptions end
     *     the benchmark
     */
    static Rate ofRequests(int clients, int count, IntConsumer request) {
        return run(clients, number -> number < count, request);
    }

    private static Rate run(int clients, IntPredicate goesOn, IntConsumer request) {
        AtomicInteger number = new AtomicInteger();
        long begun = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<List<Long>>> answers = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                answers.add(threads.submit(() -> ask(goesOn, number, request)));
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

    private static List<Long> ask(IntPredicate goesOn, AtomicInteger next, IntConsumer request) {
        List<Long> nanos = new ArrayList<>();
        for (int number = next.getAndIncrement(); goesOn.test(number); number = next.getAndIncrement()) {
            long asked = System.nanoTime();
            request.accept(number);
            nanos.add(System.nanoTime() - asked);
        }
        return nanos;
    }
}

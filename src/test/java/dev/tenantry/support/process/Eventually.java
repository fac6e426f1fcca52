package dev.tenantry.support.process;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until a condition holds that other threads or processes bring about. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 100;

    private Eventually() {}

    /**
     * Waits at most a minute until the condition holds.
     *
     * @param what the condition in words, for the error
     * @throws AssertionError if the condition does not hold in time
     */
    public static void holds(String what, BooleanSupplier condition) {
        holdsWithin(LIMIT, what, condition);
    }

    /** Waits at most a minute for a value that meets the condition. The error contains the last value. */
    public static <T> void sees(String what, Supplier<T> value, Predicate<T> condition) {
        seesWithin(LIMIT, what, value, condition);
    }

    /** Waits for a value that meets the condition, up to the given limit. The error contains the last value. */
    public static <T> void seesWithin(Duration limit, String what, Supplier<T> value, Predicate<T> condition) {
        AtomicReference<T> last = new AtomicReference<>();
        try {
            holdsWithin(limit, what, () -> {
                last.set(value.get());
                return condition.test(last.get());
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; last seen: " + last.get(), e);
        }
    }

    /** Waits until the condition holds, up to the given limit. */
    public static void holdsWithin(Duration limit, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not so after " + limit.toSeconds() + " s: " + what);
            }
            pause();
        }
    }

    /** Waits until the next second of the clock, since Keycloak counts whole seconds. */
    public static void nextSecond() {
        long now = Instant.now().getEpochSecond();
        holds("the next second", () -> Instant.now().getEpochSecond() > now);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}

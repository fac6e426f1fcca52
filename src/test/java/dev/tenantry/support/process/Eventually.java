package dev.tenantry.support.process;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens by itself. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 100;

    private Eventually() {}

    /** @throws AssertionError saying what did not come true within half a minute */
    public static void holds(String what, BooleanSupplier condition) {
        holdsWithin(LIMIT, what, condition);
    }

    /** The same, where a failure is to say what was seen last. */
    public static <T> void sees(String what, Supplier<T> value, Predicate<T> condition) {
        seesWithin(LIMIT, what, value, condition);
    }

    /** The same again of what takes long. */
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

    /** For what takes long. */
    public static void holdsWithin(Duration limit, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not so after " + limit.toSeconds() + " s: " + what);
            }
            pause();
        }
    }

    /** Waits until the clock's seconds, in which Keycloak counts, have gone on. */
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

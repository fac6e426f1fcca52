package dev.tenantry.core.tenant;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs work and reports its outcome and duration, even if the work throws. */
public final class Timed {

    private Timed() {}

    /**
     * @param isRefusal returns true for a failure that counts as {@link Outcome#REFUSED}
     * @param told receives the outcome and the duration; called once, after the work
     */
    public static <T> T call(
            Supplier<T> work, Predicate<Throwable> isRefusal, BiConsumer<Outcome, Duration> told) {
        long begin = System.nanoTime();
        Outcome outcome = Outcome.SUCCESS;
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            outcome = isRefusal.test(failure) ? Outcome.REFUSED : Outcome.FAILED;
            throw failure;
        } finally {
            told.accept(outcome, Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}

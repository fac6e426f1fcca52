package dev.tenantry.support.process;

import java.time.Duration;
import java.util.function.Consumer;

/** Prints each step with the seconds since the program was launched. */
public final class Progress implements Consumer<String> {

    private final long begin = System.nanoTime();

    @Override
    public void accept(String step) {
        System.out.printf("[%3d s] %s%n", Duration.ofNanos(System.nanoTime() - begin).toSeconds(), step);
    }
}

package dev.tenantry.support.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what this JVM started outside of itself when the JVM ends: the last thing started first, so that Keycloak
 * ends before the database it uses. Safe for use by several threads.
 */
public final class OnExit {

    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
    private static volatile boolean underWay;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OnExit::closeAll, "close-on-exit"));
    }

    private OnExit() {
    }

    public static void close(AutoCloseable started) {
        synchronized (STARTED) {
            STARTED.push(started);
        }
    }

    /** Whether the JVM is ending, so that what it started ends because of that. */
    public static boolean isUnderWay() {
        return underWay;
    }

    private static void closeAll() {
        underWay = true;
        AutoCloseable next = next();
        while (next != null) {
            try {
                next.close();
            } catch (Exception failure) {
                System.err.println("Could not close " + next.getClass().getSimpleName() + ": " + failure);
            }
            next = next();
        }
    }

    private static AutoCloseable next() {
        synchronized (STARTED) {
            return STARTED.poll();
        }
    }
}

package dev.tenantry.support.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes external resources when the JVM ends, such as processes that the JVM started. The last one started is closed
 * first, so that Keycloak ends before its database. Safe for use by several threads.
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

    /** True if the JVM is ending. Resources that the JVM started then end for that reason. */
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

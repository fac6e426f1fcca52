package dev.tenantry.support.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports on which no program listens. A returned port is free, but not reserved. So {@link #any} returns no
 * port twice, and two JVMs that run tests at the same time have different ports. Safe for use by several threads.
 */
public final class FreePort {

    /** Below the ports that Linux gives to outgoing connections, one of which could take the port before it is used. */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;
    private static final int TRIES = 1_000;

    /** 0 if this JVM returns only even ports, 1 for odd ports. The names of the two JVMs end in 1 and 2. */
    private static final int HALF = Math.floorMod(System.getProperty("tenantry.jvm", "").hashCode(), 2);

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {
    }

    /** Returns a free port that this method has not returned before. */
    public static int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = 2 * ThreadLocalRandom.current().nextInt(FIRST / 2, LAST / 2) + HALF;
            // The set comes first: a probe of a port already returned would disturb the program that is about to listen
            // there.
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("Found no free port from " + FIRST + " to " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Returns the wanted port if it is free, and any other free port if not. */
    public static int preferably(int wanted) {
        return isFree(wanted) ? wanted : any();
    }
}

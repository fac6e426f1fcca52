package dev.tenantry.support.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds TCP ports on which no program listens. A port is free at the moment of the answer, but it is not reserved. */
public final class FreePort {

    /** Below the ports that Linux gives to outgoing connections, one of which could take the port before it is used. */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;
    private static final int TRIES = 1_000;

    private FreePort() {
    }

    /** Any free port. */
    public static int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port from " + FIRST + " to " + LAST + " is free");
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

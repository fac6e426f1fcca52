package dev.tenantry.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/**
 * Finds TCP ports that nobody listens on. A port is free at the moment of the answer; nothing holds it until it is
 * used.
 */
public final class FreePort {

    private FreePort() {
    }

    /** Any free port. */
    public static int any() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The wanted port if it is free, any other if not. */
    public static int preferably(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return any();
        }
    }
}

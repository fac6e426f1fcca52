package dev.tenantry.support.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Forwards connections to {@link #port()} to another port of this machine, as a network that a test can make fail. Its
 * methods may be called by any thread.
 */
public final class TcpForwarder implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Supplier<Listener> listeners;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean swallowing;

    private TcpForwarder(ServerSocket server, int target, Supplier<Listener> listeners) {
        this.server = server;
        this.target = target;
        this.listeners = listeners;
    }

    /** Forwards to a port of this machine. */
    public static TcpForwarder to(int port) {
        return to(port, () -> (bytes, length) -> { });
    }

    /**
     * Forwards to a port of this machine, and passes the answers to listeners.
     *
     * @param listeners creates a listener for each connection; one thread calls the listener
     */
    public static TcpForwarder to(int port, Supplier<Listener> listeners) {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            TcpForwarder forwarder = new TcpForwarder(server, port, listeners);
            start(forwarder::accept);
            return forwarder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Closes all connections. New connections are forwarded. */
    public void cut() {
        sockets.forEach(TcpForwarder::close);
    }

    /** From now on, all data is dropped, and the connections stay open. */
    public void swallow() {
        swallowing = true;
    }

    /** Closes all connections, and forwards new connections and their data again. */
    public void mend() {
        swallowing = false;
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                sockets.add(near);
                connect(near);
            } catch (IOException closed) {
                // The loop ends if the server is closed.
            }
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(far);
            Listener listener = listeners.get();
            start(() -> carry(near, far, (bytes, length) -> { }));
            start(() -> carry(far, near, listener));
        } catch (IOException nobodyThere) {
            close(near);
        }
    }

    private void carry(Socket from, Socket to, Listener listener) {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!swallowing) {
                    listener.heard(buffer, length);
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException cut) {
            // Both sockets are closed below.
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // The socket was to be closed.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tcp-forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    /** Receives the bytes of one connection before they are forwarded. */
    public interface Listener {
        void heard(byte[] bytes, int length);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            cut();
        }
    }
}

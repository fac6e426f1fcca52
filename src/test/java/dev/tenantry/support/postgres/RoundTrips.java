package dev.tenantry.support.postgres;

import dev.tenantry.support.process.TcpForwarder;
import java.util.concurrent.atomic.LongAdder;

/**
 * A network between this machine and its PostgreSQL that counts round trips. It counts the messages ReadyForQuery: the
 * server ends each answer with this message, also when a connection is opened (PostgreSQL, "Message Flow").
 * Thread-safe.
 */
public final class RoundTrips implements AutoCloseable {

    private final LongAdder ready = new LongAdder();
    private final TcpForwarder forwarder;

    private RoundTrips(int port) {
        this.forwarder = TcpForwarder.to(port, () -> new Messages(ready));
    }

    public static RoundTrips to(Postgres postgres) {
        return new RoundTrips(postgres.port());
    }

    /** The address of a database by way of this network, without encryption. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + forwarder.port() + "/" + database + "?sslmode=disable";
    }

    /** The number of round trips so far. */
    public long count() {
        return ready.sum();
    }

    @Override
    public void close() {
        forwarder.close();
    }

    /**
     * The messages of one connection. A message is one byte for the kind, four bytes for the length, and the content.
     * The length includes its own four bytes.
     */
    private static final class Messages implements TcpForwarder.Listener {

        private static final int HEADER = 5;

        private final LongAdder ready;
        private int header;
        private int length;
        private int rest;

        Messages(LongAdder ready) {
            this.ready = ready;
        }

        @Override
        public void heard(byte[] bytes, int count) {
            int at = 0;
            while (at < count) {
                if (rest > 0) {
                    int skipped = Math.min(rest, count - at);
                    rest -= skipped;
                    at += skipped;
                } else {
                    header(bytes[at++]);
                }
            }
        }

        private void header(byte next) {
            if (header == 0) {
                length = 0;
                if (next == 'Z') {
                    ready.increment();
                }
            } else {
                length = length << Byte.SIZE | next & 0xff;
            }
            header++;
            if (header == HEADER) {
                header = 0;
                rest = length - Integer.BYTES;
            }
        }
    }
}

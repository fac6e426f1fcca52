package dev.tenantry.web.rest;

import dev.tenantry.core.job.JobThread;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer that is written while a transaction is open. If a write waits for the client longer than the
 * timeout, this class interrupts the write, and the write fails. Without this timeout, a client that stops reading
 * would block a transaction, a connection and a thread, since the stream of Keycloak's server waits without limit. A
 * wait of that stream can be interrupted (VertxOutputStream, Quarkus 3.33).
 *
 * <p>Only one thread may write.
 */
final class DownloadStream extends OutputStream {

    private static final int LOOKS_PER_TIMEOUT = 10;

    private final OutputStream out;
    private final Duration timeout;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> JobThread.of("download", work));

    /** The thread of a write in progress; null if no write is in progress. */
    private Thread writer;

    private long since;
    private boolean isTooLate;

    /** @param out the stream to which this class writes the answer; {@link #close} does not close the stream */
    @SuppressWarnings("FutureReturnValueIgnored") // the scheduled check throws nothing
    DownloadStream(OutputStream out, Duration timeout) {
        this.out = out;
        this.timeout = timeout;
        long period = Math.max(1, timeout.toMillis() / LOOKS_PER_TIMEOUT);
        timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private synchronized void look() {
        if (writer != null && System.nanoTime() - since > timeout.toNanos()) {
            isTooLate = true;
            writer.interrupt();
        }
    }

    private void watched(Writing writing) throws IOException {
        begin();
        try {
            writing.run();
        } catch (IOException failure) {
            throw isTooLate() ? tooLate(failure) : failure;
        } finally {
            end();
        }
        if (isTooLate()) {
            throw tooLate(null);
        }
    }

    private synchronized void begin() {
        writer = Thread.currentThread();
        since = System.nanoTime();
    }

    private synchronized void end() {
        writer = null;
        if (isTooLate) {
            // Clears the thread's interrupt flag, which the check for slow writes may have set. If the flag stayed set,
            // it would interrupt a later rollback.
            Thread.interrupted();
        }
    }

    private synchronized boolean isTooLate() {
        return isTooLate;
    }

    private IOException tooLate(IOException causeOrNull) {
        return new IOException(
                "The client of a download has read no data for " + timeout.toSeconds() + " s", causeOrNull);
    }

    @Override
    public void write(int one) throws IOException {
        watched(() -> out.write(one));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        watched(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        watched(out::flush);
    }

    /** Ends the check for slow writes. Does not close the stream to which this class writes the answer. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package dev.tenantry.core.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A request's body, stored in a temporary file. The whole body is received before the import begins, so that no
 * transaction waits for a slow sender. Only the operating-system account of the server can read the file. On Linux, the
 * file is removed from its directory as soon as the file is open, so that no file remains after a crash. On other
 * systems, the file is deleted when it is closed. Not thread-safe.
 */
public final class SpooledInput implements AutoCloseable {

    /** The maximum size of a body, enough for a few million users. */
    public static final long MAX_BYTES = 4L << 30;

    private final FileChannel file;

    private SpooledInput(FileChannel file) {
        this.file = file;
    }

    /**
     * Receives the whole body.
     *
     * @return the received body; empty if the body is longer than {@link #MAX_BYTES}. In this case the temporary file
     *     is deleted
     * @throws UncheckedIOException if the sender closes the connection too early, or if the disk is full
     */
    public static Optional<SpooledInput> receive(InputStream body) {
        return receive(body, MAX_BYTES);
    }

    static Optional<SpooledInput> receive(InputStream body, long maxBytes) {
        try {
            SpooledInput spooled = new SpooledInput(open());
            try {
                if (spooled.store(body, maxBytes)) {
                    return Optional.of(spooled);
                }
            } catch (IOException | RuntimeException failure) {
                spooled.close();
                throw failure;
            }
            spooled.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open() throws IOException {
        Path named = Files.createTempFile("tenant-", ".import");
        return FileChannel.open(
                named, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /**
     * Copies the body into the file.
     *
     * @return false if the body is longer than the limit
     */
    private boolean store(InputStream body, long maxBytes) throws IOException {
        OutputStream out = Channels.newOutputStream(file); // not closed: closing the stream would close the file
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
            bytes += length;
            if (bytes > maxBytes) {
                return false;
            }
            out.write(buffer, 0, length);
        }
        file.position(0);
        return true;
    }

    /** Returns a stream of the received body. Call this method only once. */
    public InputStream stream() {
        return Channels.newInputStream(file);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

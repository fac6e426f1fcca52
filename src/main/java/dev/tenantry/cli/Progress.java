package dev.tenantry.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows the progress of an operation that takes long. On a terminal, each new status overwrites the line of the
 * previous status. In a file, each new status is a new line. Not thread-safe.
 */
final class Progress implements AutoCloseable {

    /** Moves the cursor to the start of the line, and clears the line. */
    private static final String AGAIN = "\r\u001b[K";

    private static final int UNIT = 1000;

    private final Terminal terminal;
    private final Duration pause;
    private String shown = "";
    private long next = System.nanoTime();

    /** @param pause the minimum time between two lines */
    Progress(Terminal terminal, Duration pause) {
        this.terminal = terminal;
        this.pause = pause;
    }

    /** Shows the line if the pause after the previous line is over. Otherwise does nothing. */
    void show(String line) {
        if (System.nanoTime() - next >= 0) {
            showLast(line);
        }
    }

    /** Shows the line at once, even if the pause is not over. Does not show the same line twice in a row. */
    void showLast(String line) {
        if (line.equals(shown)) {
            return;
        }
        shown = line;
        next = System.nanoTime() + pause.toNanos();
        if (terminal.isInteractive()) {
            terminal.errors().print(AGAIN + Terminal.printable(line));
            terminal.errors().flush();
        } else {
            terminal.note(line);
        }
    }

    /** Returns a stream that displays the number of bytes read so far, followed by the given text. */
    InputStream counted(InputStream in, String after) {
        return new FilterInputStream(in) {

            private long bytes;

            @Override
            public int read() throws IOException {
                int read = super.read();
                count(read < 0 ? read : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                count(read);
                return read;
            }

            private void count(int read) {
                if (read < 0) {
                    showLast(size(bytes) + after);
                } else {
                    bytes += read;
                    show(size(bytes) + after);
                }
            }
        };
    }

    static String size(long bytes) {
        double size = bytes;
        for (String unit : new String[] {"bytes", "kB", "MB"}) {
            if (size < UNIT) {
                return String.format(Locale.ROOT, unit.equals("bytes") ? "%.0f %s" : "%.1f %s", size, unit);
            }
            size /= UNIT;
        }
        return String.format(Locale.ROOT, "%.1f GB", size);
    }

    /** Ends the line of progress on a terminal, so that the next output begins on a new line. */
    @Override
    public void close() {
        if (terminal.isInteractive() && !shown.isEmpty()) {
            terminal.errors().println();
        }
    }
}

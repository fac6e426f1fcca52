package dev.tenantry.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far long work has come: on a terminal in one line that is rewritten, in a file in a line from time to time.
 * One thread at a time.
 */
final class Progress implements AutoCloseable {

    /** To the start of the line, and clears it. */
    private static final String AGAIN = "\r\u001b[K";

    private static final int UNIT = 1000;

    private final Terminal terminal;
    private final Duration pause;
    private String shown = "";
    private long next = System.nanoTime();

    /** @param pause between two lines; none is shown twice in a row */
    Progress(Terminal terminal, Duration pause) {
        this.terminal = terminal;
        this.pause = pause;
    }

    /** Shows the line, unless the last one was shown just now. */
    void show(String line) {
        if (System.nanoTime() - next >= 0) {
            showLast(line);
        }
    }

    /** Shows the line, whenever the last one was shown. */
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

    /** Shows how many bytes were read, and this text after it. */
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

    /** Keeps the last line and begins the next. */
    @Override
    public void close() {
        if (terminal.isInteractive() && !shown.isEmpty()) {
            terminal.errors().println();
        }
    }
}

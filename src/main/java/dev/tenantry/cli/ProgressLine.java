package dev.tenantry.cli;

import java.time.Duration;

/**
 * How far long work has come: on a terminal one line that is rewritten, in a file a line from time to time. One thread
 * at a time.
 */
final class ProgressLine implements AutoCloseable {

    /** Back to the start of the line, and whatever was on it is gone. */
    private static final String AGAIN = "\r\u001b[K";

    private final Terminal terminal;
    private final Duration pause;
    private String shown = "";
    private long next = System.nanoTime();

    /** @param pause between two lines; none is shown twice in a row */
    ProgressLine(Terminal terminal, Duration pause) {
        this.terminal = terminal;
        this.pause = pause;
    }

    void show(String line) {
        if (System.nanoTime() - next >= 0) {
            write(line);
        }
    }

    /** Whenever the last line was shown. */
    void showLast(String line) {
        write(line);
    }

    private void write(String line) {
        if (line.equals(shown)) {
            return;
        }
        shown = line;
        next = System.nanoTime() + pause.toNanos();
        if (terminal.isInteractive()) {
            terminal.errors().print(AGAIN + Printable.of(line));
            terminal.errors().flush();
        } else {
            terminal.note(line);
        }
    }

    /** Leaves the last line and goes on to the next. */
    @Override
    public void close() {
        if (terminal.isInteractive() && !shown.isEmpty()) {
            terminal.errors().println();
        }
    }
}

package dev.tenantry.core.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lines of an input, a few thousand at a time. Limits the length of each line, and skips blank lines. The
 * last line may lack a line feed. Not thread-safe.
 */
public final class InputLines {

    public static final int MAX_LINE_BYTES = 1 << 20;

    private static final int CHUNK_LINES = 2_000;
    private static final int CHUNK_BYTES = 2 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * A line.
     *
     * @param number the number of the line in the input, blank lines included; the first line has number 1
     * @param json the line without its line feed; null if the line is longer than {@link #MAX_LINE_BYTES}
     */
    public record InputLine(long number, byte[] json) {

        /** Returns a text without the JSON, since the JSON contains personal data. */
        @Override
        public String toString() {
            return "InputLine[number=" + number + "]";
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long number;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isBlank;
    private boolean isTooLong;

    public InputLines(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next lines.
     *
     * @return up to 2,000 lines; an empty list at the end of the input
     * @throws UncheckedIOException if the sender closes the connection too early
     */
    public List<InputLine> next() {
        List<InputLine> chunk = new ArrayList<>();
        int bytes = 0;
        try {
            while (chunk.size() < CHUNK_LINES && bytes < CHUNK_BYTES && readLine()) {
                if (!isBlank) {
                    bytes += line.size();
                    chunk.add(new InputLine(number, isTooLong ? null : line.toByteArray()));
                }
            }
            return chunk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the next line into {@link #line}.
     *
     * @return false at the end of the input
     */
    private boolean readLine() throws IOException {
        line.reset();
        isBlank = true;
        isTooLong = false;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                isBlank &= buffer[end] >= 0 && buffer[end] <= ' ';
                end++;
            }
            keep(end - position);
            boolean isEnded = end < limit;
            position = isEnded ? end + 1 : end;
            if (isEnded) {
                break;
            }
        }
        number += any ? 1 : 0;
        return any;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private void keep(int length) {
        isTooLong |= line.size() + length > MAX_LINE_BYTES;
        if (isTooLong) {
            line.reset();
        } else {
            line.write(buffer, position, length);
        }
    }
}

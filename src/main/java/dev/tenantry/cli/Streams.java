package dev.tenantry.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Bytes that go by. */
final class Streams {

    private static final int UNIT = 1000;

    private Streams() {}

    static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new NoAnswerException("The answer has broken off: " + e.getMessage(), e);
        }
    }

    /** Shows how much was read, and this behind it. */
    static InputStream counted(InputStream in, ProgressLine progress, String behind) {
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
                    progress.showLast(size(bytes) + behind);
                } else {
                    bytes += read;
                    progress.show(size(bytes) + behind);
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
}

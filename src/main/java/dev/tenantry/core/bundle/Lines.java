package dev.tenantry.core.bundle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads an entry of a bundle line by line, and limits the length of each line. Not thread-safe. */
final class Lines {

    private static final int MAX_CHARACTERS = 64 << 20;

    private final String entry;
    private final BufferedReader reader;
    private final StringBuilder line = new StringBuilder();
    private long count;

    Lines(String entry, InputStream in) {
        this.entry = entry;
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** @return the next line without its line feed; null at the end of the entry */
    String next() throws IOException {
        line.setLength(0);
        for (int character = reader.read(); character >= 0; character = reader.read()) {
            if (character == '\n') {
                count++;
                return line.toString();
            }
            if (line.length() == MAX_CHARACTERS) {
                throw new InvalidBundleException(entry, "A row may have " + MAX_CHARACTERS + " characters at most");
            }
            line.append((char) character);
        }
        if (!line.isEmpty()) {
            throw new InvalidBundleException(entry, "The last row has no line feed at its end");
        }
        return null;
    }

    /** True if the most recently read line is the first line of the entry. */
    boolean isFirst() {
        return count == 1;
    }
}

package dev.tenantry.db;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows as COPY reads them in its text format (PostgreSQL manual, COPY): a tab between values, a line feed behind each
 * row, {@code \N} for null, and a backslash before whatever would be taken for one of these. One thread.
 */
final class CopyText {

    private static final String NULL = "\\N";

    private final StringBuilder text = new StringBuilder();

    private CopyText() {}

    /** @throws UnstorableTextException where a value is what PostgreSQL can't store */
    static byte[] of(List<Object[]> rows) {
        CopyText copy = new CopyText();
        rows.forEach(copy::row);
        return copy.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void row(Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            if (values[i] == null) {
                text.append(NULL);
            } else if (values[i] instanceof String value) {
                value(UnstorableTextException.require(value));
            } else {
                text.append(values[i]);
            }
        }
        text.append('\n');
    }

    private void value(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(character);
            }
        }
    }
}

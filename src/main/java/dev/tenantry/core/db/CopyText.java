package dev.tenantry.core.db;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Rows in the text format of COPY (PostgreSQL manual, COPY): a tab between values, a line feed after each row,
 * {@code \N} for null, and a backslash before each special character. The conversion to text needs no database: a
 * caller can convert the next rows while the database writes the previous rows. Immutable.
 */
public final class CopyText {

    private static final byte[] NULL = {'\\', 'N'};
    private static final int FIRST_BYTES = 1 << 16;

    /**
     * For each byte value, the letter that follows the backslash in the byte's escape; 0 if the byte needs no escape.
     */
    private static final byte[] ESCAPES = new byte[0x100];

    static {
        ESCAPES['\\'] = '\\';
        ESCAPES['\t'] = 't';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
    }

    private final String table;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    private CopyText(String table) {
        this.table = table;
    }

    /**
     * Converts rows of a table to text.
     *
     * @param table the table and the columns to write, such as {@code person (username, email)}
     * @param rows the rows, as arrays of values: null, String, String[] without null elements, number or boolean
     * @throws UnstorableTextException if PostgreSQL can't store a value
     */
    public static CopyText of(String table, List<Object[]> rows) {
        CopyText copy = new CopyText(table);
        rows.forEach(copy::row);
        return copy;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    String sql() {
        return "copy " + table + " from stdin";
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, length);
    }

    private void row(Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                add('\t');
            }
            if (values[i] == null) {
                add(NULL);
            } else if (values[i] instanceof String value) {
                value(UnstorableTextException.require(value));
            } else if (values[i] instanceof String[] texts) {
                array(texts);
            } else {
                add(values[i].toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        add('\n');
    }

    /**
     * Adds an array in PostgreSQL's notation: quotation marks around each text, and a backslash before each quotation
     * mark and each backslash.
     */
    private void array(String[] texts) {
        add('{');
        for (int i = 0; i < texts.length; i++) {
            String text = UnstorableTextException.require(texts[i]);
            if (i > 0) {
                add(',');
            }
            add('"');
            value(needsEscapes(text) ? text.replace("\\", "\\\\").replace("\"", "\\\"") : text);
            add('"');
        }
        add('}');
    }

    private static boolean needsEscapes(String text) {
        return text.indexOf('\\') >= 0 || text.indexOf('"') >= 0;
    }

    private void value(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int added = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte escape = ESCAPES[utf8[i] & 0xff];
            if (escape != 0) {
                add(utf8, added, i);
                add('\\');
                add((char) escape);
                added = i + 1;
            }
        }
        add(utf8, added, utf8.length);
    }

    private void add(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    private void add(byte[] more) {
        add(more, 0, more.length);
    }

    private void add(byte[] more, int from, int to) {
        ensure(to - from);
        System.arraycopy(more, from, bytes, length, to - from);
        length += to - from;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}

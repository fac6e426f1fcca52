package dev.tenantry.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenantry.core.bulk.InputLines.InputLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

final class InputLinesTest {

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<InputLine> all(InputStream in) {
        InputLines lines = new InputLines(in);
        List<InputLine> all = new ArrayList<>();
        for (List<InputLine> chunk = lines.next(); !chunk.isEmpty(); chunk = lines.next()) {
            all.addAll(chunk);
        }
        assertThat(lines.next()).isEmpty();
        return all;
    }

    private static List<Tuple> read(String text) {
        return all(stream(text)).stream()
                .map(line -> tuple(line.number(),
                        line.json() == null ? null : new String(line.json(), StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void linesAreNumberedAndBlankLinesAreSkipped() {
        assertThat(read("a\n\n \t\r\nü\r\n\nb\n")).containsExactly(tuple(1L, "a"), tuple(4L, "ü\r"), tuple(6L, "b"));
    }

    @Test
    void theLastLineNeedsNoLineBreak() {
        assertThat(read("a\nb")).containsExactly(tuple(1L, "a"), tuple(2L, "b"));
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n\n")).isEmpty();
    }

    @Test
    void aTooLongLineIsDroppedAndTheNextLineIsRead() {
        String longest = "x".repeat(InputLines.MAX_LINE_BYTES);

        assertThat(read("a\n" + longest + "y\n" + longest + "\nb\n")).containsExactly(
                tuple(1L, "a"), tuple(2L, null), tuple(3L, longest), tuple(4L, "b"));
    }

    @Test
    void aChunkIsBoundedByLinesAndByBytes() {
        assertThat(new InputLines(stream("a\n".repeat(5_000))).next()).hasSize(2_000);
        assertThat(new InputLines(stream(("x".repeat(1_000_000) + "\n").repeat(5))).next()).hasSize(3);
        assertThat(all(stream("a\n".repeat(5_000)))).hasSize(5_000);
    }

    @Test
    @SuppressWarnings("InputStreamSlowMultibyteRead") // the stream has no byte
    void anAbortedTransferIsNotTakenForTheEnd() {
        InputStream broken = new SequenceInputStream(stream("a\nb"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }
        });

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> all(broken));
    }

    @Test
    void aLineIsLoggedWithoutItsContent() {
        assertThat(all(stream("{\"email\":\"ada@acme.example\"}")).toString()).doesNotContain("ada");
    }
}

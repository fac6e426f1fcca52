package dev.tenantry.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpooledInputTest {

    private static final byte[] BODY = new byte[200_000];

    static {
        new Random(1).nextBytes(BODY);
    }

    private static int files() {
        return new File(System.getProperty("java.io.tmpdir"))
                .list((folder, name) -> name.startsWith("tenant-") && name.endsWith(".import")).length;
    }

    @Test
    void isReadAsItWasSentAndLeavesNoFile() throws IOException {
        int before = files();
        try (SpooledInput spooled =
                SpooledInput.receive(new ByteArrayInputStream(BODY), BODY.length).orElseThrow()) {
            assertThat(spooled.stream().readAllBytes()).isEqualTo(BODY);
        }

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void oneByteTooManyIsRefusedAndLeavesNoFile() {
        int before = files();

        assertThat(SpooledInput.receive(new ByteArrayInputStream(BODY), BODY.length - 1)).isEmpty();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anAbortedTransferLeavesNoFile() {
        int before = files();
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> SpooledInput.receive(
                new SequenceInputStream(new ByteArrayInputStream(BODY), broken), BODY.length));

        assertThat(files()).isEqualTo(before);
    }
}

package dev.tenantry.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.core.lifecycle.TwoTenants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DownloadStreamTest {

    private static final Duration SOON = Duration.ofMillis(300);
    private static final byte[] MUCH = new byte[100_000];

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final PipedInputStream reader = new PipedInputStream();
    private final PipedOutputStream pipe = new PipedOutputStream();

    DownloadStreamTest() throws IOException {
        pipe.connect(reader);
    }

    private static void write(OutputStream out) {
        try {
            out.write(MUCH);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void lockUsersOfAcme() {
        TENANTS.beside().execute("begin; lock table " + TENANTS.acme().schema()
                + ".users in access exclusive mode nowait; commit");
    }

    @Test
    void aReaderThatReadsNothingEndsTheSnapshotAndItsLocksAndNoOtherWork() {
        try (DownloadStream out = new DownloadStream(pipe, SOON)) {
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() ->
                    TENANTS.transactions().snapshot(TENANTS.acme(), handle -> {
                        handle.count("select count(*) from users");
                        assertThatIllegalStateException().isThrownBy(DownloadStreamTest::lockUsersOfAcme);
                        write(out);
                        return null;
                    })).withMessageContaining("has read no data for");
        }

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        lockUsersOfAcme();
        assertThat(TENANTS.<Integer>inAcme(handle -> handle.count("select count(*) from users"))).isOne();
        assertThat(TENANTS.<Integer>inGlobex(handle -> handle.count("select count(*) from users"))).isOne();
    }

    @Test
    void aSlowReaderGetsAllBytes() throws Exception {
        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
            try {
                int bytes = 0;
                byte[] some = new byte[20_000];
                for (int length = reader.read(some); length >= 0; length = reader.read(some)) {
                    bytes += length;
                    Thread.sleep(20);
                }
                return bytes;
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        });
        try (DownloadStream out = new DownloadStream(pipe, Duration.ofSeconds(10))) {
            out.write(MUCH);
            out.write('x');
            out.flush();
        }
        pipe.close();

        assertThat(read.get()).isEqualTo(MUCH.length + 1);
    }

    @Test
    void timeBetweenWritesIsNotCountedAsTheReadersDelay() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (DownloadStream out = new DownloadStream(all, Duration.ofMillis(500))) {
            out.write(1);
            Thread.sleep(1_500);
            out.write(2);
        }

        assertThat(all.toByteArray()).containsExactly(1, 2);
    }
}

package dev.tenantry.keycloak.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.process.Eventually;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeyPairsTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Semaphore allowed = new Semaphore(0);
    private volatile Thread maker;

    /** Otherwise a thread that waits for its permit would remain. */
    @AfterEach
    void letAllThreadsEnd() {
        allowed.release(1_000);
    }

    private KeyPair make() {
        allowed.acquireUninterruptibly();
        made.incrementAndGet();
        maker = Thread.currentThread();
        return new KeyPair(null, null);
    }

    private KeyPairs filled() {
        allowed.release(KeyPairs.READY);
        KeyPairs pairs = new KeyPairs(this::make);
        pairs.fill();
        Eventually.holds("all key pairs are ready", () -> pairs.ready() == KeyPairs.READY);
        return pairs;
    }

    @Test
    void noMoreKeyPairsAreMadeInAdvanceThanTheLimit() {
        filled();

        Eventually.holds("the thread that makes key pairs has ended", () -> !maker.isAlive());
        assertThat(made).hasValue(KeyPairs.READY);
        assertThat(maker.getName()).isEqualTo("tenantry-keys");
    }

    @Test
    void aReadyKeyPairIsReturnedWithoutAWait() {
        KeyPairs pairs = filled(); // no permit is left, so no other key pair can be made

        assertThat(pairs.take()).isNotNull();
    }

    @Test
    void noKeyPairIsReturnedTwice() {
        KeyPairs pairs = filled();
        allowed.release(1_000);
        Set<KeyPair> taken = new HashSet<>(); // a KeyPair equals only itself

        for (int i = 0; i < 100; i++) {
            assertThat(taken.add(pairs.take())).isTrue();
        }
        Eventually.holds("all key pairs are ready again", () -> pairs.ready() == KeyPairs.READY);
        assertThat(made).hasValue(100 + KeyPairs.READY);
    }

    @Test
    void keyPairsAreMadeAfterADelay() {
        allowed.release(KeyPairs.READY);
        KeyPairs pairs = new KeyPairs(this::make);

        pairs.fillAfter(Duration.ofMillis(1));
        Eventually.holds("all key pairs are ready", () -> pairs.ready() == KeyPairs.READY);
    }

    @Test
    void aCallerThatFindsNoReadyKeyPairMakesOne() {
        allowed.release(1_000);
        KeyPairs pairs = new KeyPairs(this::make);

        assertThat(pairs.take()).isNotNull();
        Eventually.holds("the key pairs are filled up afterwards", () -> pairs.ready() == KeyPairs.READY);
    }

    @Test
    void afterAFailureInTheBackgroundTheCallerMakesAKeyPair() {
        AtomicInteger calls = new AtomicInteger();
        KeyPairs pairs = new KeyPairs(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("no entropy");
            }
            return new KeyPair(null, null);
        });
        pairs.fill();
        Eventually.holds("the background thread has failed", () -> calls.get() == 1);

        assertThat(pairs.take()).isNotNull();
    }
}

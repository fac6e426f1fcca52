package dev.tenantry.keycloak.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.process.Eventually;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class KeyPairsTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Semaphore allowed = new Semaphore(0);
    private volatile String maker;

    private KeyPair make() {
        allowed.acquireUninterruptibly();
        made.incrementAndGet();
        maker = Thread.currentThread().getName();
        return new KeyPair(null, null);
    }

    private KeyPairs filled() {
        allowed.release(KeyPairs.READY);
        KeyPairs pairs = new KeyPairs(this::make);
        pairs.fill();
        Eventually.holds("all are ready", () -> pairs.ready() == KeyPairs.READY);
        return pairs;
    }

    @Test
    void noMoreAreMadeInAdvanceThanAreToBeReady() {
        filled();

        Eventually.holds("nobody is at it any more", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("tenantry-keys")));
        assertThat(made).hasValue(KeyPairs.READY);
        assertThat(maker).isEqualTo("tenantry-keys");
    }

    @Test
    void oneThatIsReadyIsNotWaitedFor() {
        KeyPairs pairs = filled(); // and no other may be made

        assertThat(pairs.take()).isNotNull();
    }

    @Test
    void nobodyGetsOneThatAnotherHasGot() {
        KeyPairs pairs = filled();
        allowed.release(1_000);
        Set<KeyPair> taken = new HashSet<>(); // a key pair is equal to itself alone

        for (int i = 0; i < 100; i++) {
            assertThat(taken.add(pairs.take())).isTrue();
        }
        Eventually.holds("all are ready again", () -> pairs.ready() == KeyPairs.READY);
        assertThat(made).hasValue(100 + KeyPairs.READY);
    }

    @Test
    void theyAreMadeAWhileAfterTheStart() {
        allowed.release(KeyPairs.READY);
        KeyPairs pairs = new KeyPairs(this::make);

        pairs.fillAfter(Duration.ofMillis(1));
        Eventually.holds("all are ready", () -> pairs.ready() == KeyPairs.READY);
    }

    @Test
    void whoeverFindsNoneMakesOne() {
        allowed.release(1_000);
        KeyPairs pairs = new KeyPairs(this::make);

        assertThat(pairs.take()).isNotNull();
        Eventually.holds("it is filled up from then on", () -> pairs.ready() == KeyPairs.READY);
    }

    @Test
    void aFailureInTheBackgroundIsMetByWhoeverNeedsOne() {
        AtomicInteger calls = new AtomicInteger();
        KeyPairs pairs = new KeyPairs(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("no entropy");
            }
            return new KeyPair(null, null);
        });
        pairs.fill();
        Eventually.holds("it has failed", () -> calls.get() == 1);

        assertThat(pairs.take()).isNotNull();
    }
}

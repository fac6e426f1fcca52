package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.support.process.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProvisioningQueueTest {

    private static final int PLACES = 2;
    private static final int SIGN_UPS = 3;

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final ProvisioningQueue queue = new ProvisioningQueue(PLACES, SIGN_UPS);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private boolean work() {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            mayEnd.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
        inside.decrementAndGet();
        return true;
    }

    private List<CompletableFuture<Boolean>> begin(int many, Supplier<Boolean> each) {
        List<CompletableFuture<Boolean>> begun = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            begun.add(CompletableFuture.supplyAsync(each, threads));
        }
        return begun;
    }

    @Test
    void aFewProvisioningsRunAtOnceAndAllFinish() {
        List<CompletableFuture<Boolean>> all = begin(24, () -> queue.admit(this::work));
        Eventually.holds("the places are taken", () -> inside.get() == PLACES);
        mayEnd.countDown();

        assertThat(all).allMatch(CompletableFuture::join);
        assertThat(most).hasValue(PLACES);
    }

    @Test
    void signUpsBeyondTheLimitAreRefusedAndOperatorsAreNot() {
        List<CompletableFuture<Boolean>> signUps = begin(12, () -> queue.admitSignUp(this::work));
        Eventually.holds("sign-ups beyond the limit are refused at once", () ->
                signUps.stream().filter(CompletableFuture::isCompletedExceptionally).count() == 12 - PLACES - SIGN_UPS);
        List<CompletableFuture<Boolean>> operators = begin(4, () -> queue.admit(this::work));
        assertThat(signUps).filteredOn(CompletableFuture::isCompletedExceptionally).allSatisfy(refused ->
                assertThatExceptionOfType(CompletionException.class).isThrownBy(refused::join)
                        .withCauseInstanceOf(BusyException.class));
        mayEnd.countDown();

        assertThat(operators).allMatch(CompletableFuture::join);
        assertThat(signUps).filteredOn(signUp -> !signUp.isCompletedExceptionally())
                .hasSize(PLACES + SIGN_UPS).allMatch(CompletableFuture::join);
        assertThat(begin(PLACES + SIGN_UPS, () -> queue.admitSignUp(this::work)))
                .as("all places are free again").allMatch(CompletableFuture::join);
    }

    @Test
    void aWaitForAPlaceEndsAtTheTimeout() {
        ProvisioningQueue shortQueue = new ProvisioningQueue(1, SIGN_UPS, Duration.ofMillis(50));
        List<CompletableFuture<Boolean>> first = begin(1, () -> shortQueue.admit(this::work));
        Eventually.holds("the place is taken", () -> inside.get() == 1);

        assertThatExceptionOfType(BusyException.class).isThrownBy(() -> shortQueue.admit(() -> true))
                .extracting(BusyException::retryAfter).isEqualTo(Duration.ofSeconds(10));
        for (int i = 0; i < 2 * SIGN_UPS; i++) {
            assertThatExceptionOfType(BusyException.class).isThrownBy(() -> shortQueue.admitSignUp(() -> true));
        }
        mayEnd.countDown();

        assertThat(first).allMatch(CompletableFuture::join);
        assertThat(shortQueue.<Boolean>admitSignUp(() -> true)).as("no refused sign-up still waits").isTrue();
    }
}

package dev.tenantry.core.user;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/** Two sessions that have both loaded acme's Ada before either of them writes. */
final class TwoSessions implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TwoTenants tenants;
    private final Database observer;

    TwoSessions(TwoTenants tenants) {
        this.tenants = tenants;
        this.observer = tenants.open(1);
    }

    /**
     * Makes two changes at once: the second session has sent its changes and waits for the first session when the first
     * session commits.
     *
     * @throws RuntimeException the failure of the second session
     */
    void atOnce(BiConsumer<TenantHandle, StoredUser> first, BiConsumer<TenantHandle, StoredUser> second) {
        TenantTransaction one = tenants.transactions().beginLater(tenants.acme());
        TenantTransaction other = tenants.transactions().beginLater(tenants.acme());
        StoredUser ofOne = one.read(Ada::load);
        StoredUser ofOther = other.read(Ada::load);
        try {
            write(one, first, ofOne);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> write(other, second, ofOther));
            awaitLock(waiting);
            one.commit();
            waiting.join();
            other.commit();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        } finally {
            one.rollback();
            other.rollback();
        }
    }

    private static void write(
            TenantTransaction transaction, BiConsumer<TenantHandle, StoredUser> change, StoredUser user) {
        transaction.write(handle -> {
            change.accept(handle, user);
            UserStore.update(handle, user);
            handle.flush();
            return null;
        });
    }

    private void awaitLock(CompletableFuture<Void> waiting) {
        Instant end = Instant.now().plus(LIMIT);
        while (!waiting.isDone() && !isWaiting()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("The second session neither waits for the first nor is done");
            }
        }
    }

    private boolean isWaiting() {
        return observer.<Integer>read(Scope.NONE, handle -> handle.count("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'""")) > 0;
    }

    @Override
    public void close() {
        observer.close();
    }
}

package dev.tenantry.core.tenant;

import dev.tenantry.core.db.DuplicateException;
import java.util.function.Supplier;

/**
 * Measures the time of calls to a tenant's tables, and records failed calls.
 *
 * @param realmIdOrNull the id of the tenant's realm; null to record no failures
 */
public record StoreCalls(TenantListener listener, LatestFailures failures, String realmIdOrNull) {

    public StoreCalls(TenantListener listener) {
        this(listener, new LatestFailures(), null);
    }

    StoreCalls of(Tenant tenant) {
        return new StoreCalls(listener, failures, tenant.realmId());
    }

    public <T> T time(StoreOperation operation, Supplier<T> call) {
        return Timed.call(
                () -> remembered(operation, call),
                StoreCalls::isRefusal,
                (outcome, time) -> listener.storeCalled(operation, outcome, time));
    }

    private <T> T remembered(StoreOperation operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error failure) {
            if (realmIdOrNull != null && !isRefusal(failure)) {
                failures.add(realmIdOrNull, operation, failure);
            }
            throw failure;
        }
    }

    public static boolean isRefusal(Throwable failure) {
        return failure instanceof TenantException || failure instanceof DuplicateException;
    }
}

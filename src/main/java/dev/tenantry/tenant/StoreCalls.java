package dev.tenantry.tenant;

import dev.tenantry.db.DuplicateException;
import java.util.function.Supplier;

/** Times what is done at the door. */
record StoreCalls(TenantListener listener) {

    <T> T time(StoreOperation operation, Supplier<T> call) {
        return Timed.call(
                call, StoreCalls::isRefusal, (outcome, time) -> listener.storeCalled(operation, outcome, time));
    }

    static boolean isRefusal(Throwable failure) {
        return failure instanceof TenantException || failure instanceof DuplicateException;
    }
}

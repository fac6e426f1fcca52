package dev.tenantry.core.tenant;

import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * Adds a tenant's name to every log line that is written during some work. The name is the value of the key
 * {@value #KEY} in the logging context. The key's previous value is restored after the work.
 */
public final class TenantLog {

    public static final String KEY = "tenant";

    private TenantLog() {}

    /** Returns the name that this thread currently adds to log lines. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY)).map(Object::toString);
    }

    /** @param tenant the tenant's name, or its realm's name if the tenant is not known yet */
    public static void run(String tenant, Runnable work) {
        call(tenant, () -> {
            work.run();
            return null;
        });
    }

    /** @param tenant the tenant's name, or its realm's name if the tenant is not known yet */
    public static <T> T call(String tenant, Supplier<T> work) {
        Object before = MDC.get(KEY);
        MDC.put(KEY, tenant);
        try {
            return work.get();
        } finally {
            if (before == null) {
                MDC.remove(KEY);
            } else {
                MDC.put(KEY, before);
            }
        }
    }
}

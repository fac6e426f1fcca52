package dev.tenantry.tenant;

import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * Puts a tenant's name on every line that is logged during a piece of work, whoever logs it, as the key
 * {@value #KEY} of the logging context. What was there before is there again afterwards.
 */
public final class TenantLog {

    public static final String KEY = "tenant";

    private TenantLog() {}

    /** The name that this thread puts on lines that are logged now, for the text of such a line. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY)).map(Object::toString);
    }

    /** @param tenant its name, or its realm's where it is not known yet */
    public static void run(String tenant, Runnable work) {
        call(tenant, () -> {
            work.run();
            return null;
        });
    }

    /** @param tenant its name, or its realm's where it is not known yet */
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

package dev.tenantry.keycloak.realm;

import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Outcome;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.time.Duration;
import java.util.function.Supplier;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Observes an operation that Keycloak's own API, console or import performs on a tenant's realm. The meters count the
 * operation after Keycloak has ended the session's transaction.
 */
public final class SessionOperation {

    private static final String COUNTED = SessionOperation.class.getName();

    private SessionOperation() {}

    /** Marks a session whose operations {@code TenantOperations} observes. This class ignores marked sessions. */
    public static void isCounted(KeycloakSession session) {
        session.setAttribute(COUNTED, true);
    }

    /** @see #call */
    public static void run(KeycloakSession session, Operation operation, String tenant, Runnable work) {
        call(session, operation, tenant, () -> {
            work.run();
            return null;
        });
    }

    /**
     * Runs the part of the operation that works on the tenant.
     *
     * @param work the work on the tenant; if it throws an exception, Keycloak rolls the operation back
     */
    public static <T> T call(KeycloakSession session, Operation operation, String tenant, Supplier<T> work) {
        if (session.getAttribute(COUNTED) != null) {
            return work.get();
        }
        long begin = System.nanoTime();
        T result;
        try {
            result = ObservedOperation.traced(session, operation, tenant, work);
        } catch (RuntimeException | Error failure) {
            count(session, operation, ObservedOperation.outcome(failure), begin);
            throw failure;
        }
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                count(session, operation, Outcome.SUCCESS, begin);
            }

            @Override
            protected void rollbackImpl() {
                count(session, operation, Outcome.FAILED, begin);
            }
        });
        return result;
    }

    private static void count(KeycloakSession session, Operation operation, Outcome outcome, long begin) {
        session.getProvider(TenantsProvider.class).listener()
                .operationEnded(operation, outcome, Duration.ofNanos(System.nanoTime() - begin));
    }
}

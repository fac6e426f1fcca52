package dev.tenantry.keycloak.realm;

import dev.tenantry.core.bundle.InvalidBundleException;
import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Outcome;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.Timed;
import dev.tenantry.keycloak.session.TenantsProvider;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status.Family;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.tracing.TracingProvider;

/**
 * Observes an operation: counts and times the operation by its outcome, opens a span, and adds the tenant's name to
 * each line that is logged during the operation. Passes on the operation's result or exception unchanged.
 */
public final class ObservedOperation {

    private static final Logger LOG = Logger.getLogger(ObservedOperation.class);
    private static final String TRACER = "dev.tenantry";

    private ObservedOperation() {}

    /**
     * Runs the operation.
     *
     * @param tenant the tenant's name as the caller typed it; logs and spans omit a malformed name
     */
    public static <T> T call(KeycloakSession session, Operation operation, String tenant, Supplier<T> work) {
        TenantListener listener = session.getProvider(TenantsProvider.class).listener();
        return Timed.call(
                () -> traced(session, operation, tenant, work),
                ObservedOperation::isRefusal,
                (outcome, time) -> listener.operationEnded(operation, outcome, time));
    }

    /** Runs the operation with a span and with the tenant's name on log lines. Does not count the operation. */
    static <T> T traced(KeycloakSession session, Operation operation, String tenant, Supplier<T> work) {
        Optional<TenantName> name = wellFormed(tenant);
        Supplier<T> traced = () -> session.getProvider(TracingProvider.class)
                .trace(TRACER, "tenantry." + operation.word(), (Span span) -> {
                    name.ifPresent(given -> span.setAttribute("tenantry.tenant", given.value()));
                    return logged(operation, name, work);
                });
        return name.isPresent() ? TenantLog.call(tenant, traced) : traced.get();
    }

    private static <T> T logged(Operation operation, Optional<TenantName> name, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            if (!isRefusal(failure)) {
                // Logs the exception's class but not its message, since messages of Keycloak's exceptions may contain
                // the values of fields. The caller gets the exception itself.
                LOG.warnf("Could not %s tenant %s: %s",
                        operation.word(), name.map(TenantName::value).orElse("(bad name)"),
                        failure.getClass().getName());
            }
            throw failure;
        }
    }

    private static Optional<TenantName> wellFormed(String name) {
        try {
            return Optional.of(new TenantName(name));
        } catch (TenantException malformed) {
            return Optional.empty();
        }
    }

    static Outcome outcome(Throwable failure) {
        return isRefusal(failure) ? Outcome.REFUSED : Outcome.FAILED;
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof TenantException
                || failure instanceof BusyException
                || failure instanceof InvalidRequestException
                || failure instanceof InvalidBundleException
                || failure instanceof DuplicateException
                || failure instanceof ModelDuplicateException
                || failure instanceof ModelValidationException
                || failure instanceof WebApplicationException answer
                        && answer.getResponse().getStatusInfo().getFamily() == Family.CLIENT_ERROR;
    }
}

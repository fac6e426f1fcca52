package dev.tenantry.keycloak.scim;

import dev.tenantry.keycloak.user.TenantComponents;
import dev.tenantry.keycloak.user.TenantUsers;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.scim.protocol.response.ErrorResponse;

/**
 * A refusal in the format of SCIM's errors (RFC 7644, 3.12), such as a 503 if the tenant's database is unavailable. A
 * subclass of {@link ForbiddenException}, because this is the only exception that Keycloak's SCIM API passes on: all
 * other exceptions become a 500 (org.keycloak.scim.services.Error.toResponse, 26.7).
 */
@SuppressWarnings("serial") // never serialized
final class ScimRefusal extends ForbiddenException {

    private static final long serialVersionUID = 1;

    private final Response response;

    private ScimRefusal(WebApplicationException cause) {
        super(cause.getMessage(), cause);
        response = response(cause);
    }

    /**
     * Runs work of the SCIM API, and converts refusals to the format of SCIM's errors. If the work fails in a tenant
     * realm, the session's transaction is rolled back, so that a request's changes are either all committed or all
     * rolled back. Otherwise Keycloak would try to commit after some failures (Error.toResponse, 26.7), but a
     * transaction with a failed statement can't commit.
     */
    static <T> T call(KeycloakSession session, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            if (TenantComponents.areIn(session.getContext().getRealm())) {
                session.getTransactionManager().setRollbackOnly();
            }
            throw translated(failure);
        }
    }

    /**
     * Runs work that writes. Sends the writes to the tenant's database before this method returns, because Keycloak
     * does not report a failed commit in the format of SCIM's errors.
     */
    static <T> T write(KeycloakSession session, Supplier<T> work) {
        return call(session, () -> {
            T result = work.get();
            TenantUsers.of(session, session.getContext().getRealm()).ifPresent(TenantUsers::flush);
            return result;
        });
    }

    private static RuntimeException translated(RuntimeException failure) {
        if (failure instanceof ForbiddenException) {
            return failure;
        }
        if (failure instanceof WebApplicationException refusal) {
            return new ScimRefusal(refusal);
        }
        // AbstractScimResourceTypeProvider.createResourceTypeInstance wraps each exception in a
        // RuntimeException.
        return failure.getCause() instanceof WebApplicationException refusal ? new ScimRefusal(refusal) : failure;
    }

    private static Response response(WebApplicationException refusal) {
        Response given = refusal.getResponse();
        Response.ResponseBuilder response = Response.status(given.getStatus())
                .type(MediaType.APPLICATION_JSON)
                .entity(new ErrorResponse(refusal.getMessage(), given.getStatus()));
        String retryAfter = given.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return response.build();
    }

    @Override
    public Response getResponse() {
        return response;
    }
}

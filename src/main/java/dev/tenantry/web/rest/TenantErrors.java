package dev.tenantry.web.rest;

import dev.tenantry.core.bundle.InvalidBundleException;
import dev.tenantry.core.schema.MigrationException;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.function.Supplier;
import org.keycloak.models.ModelValidationException;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

/**
 * Converts failures to exceptions. Keycloak's response to such an exception is an ErrorRepresentation that names the
 * faulty field. Throws the exceptions, because Keycloak would commit the transaction if a resource returned an error
 * response.
 */
final class TenantErrors {

    private TenantErrors() {}

    static <T> T translate(Supplier<T> work) {
        try {
            return ExceptionTranslation.call(() -> refused(work));
        } catch (ModelValidationException invalid) {
            throw about("", invalid, Status.BAD_REQUEST);
        }
    }

    private static <T> T refused(Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidRequestException invalid) {
            throw ErrorResponse.errors(errors(invalid), Status.BAD_REQUEST);
        } catch (MigrationException failure) {
            throw about("schemaVersion", failure, Status.INTERNAL_SERVER_ERROR);
        } catch (InvalidBundleException invalid) {
            throw ErrorResponse.errors(
                    List.of(new ErrorRepresentation(invalid.entry(), invalid.getMessage(), null)),
                    Status.BAD_REQUEST);
        } catch (TenantException refused) {
            throw switch (refused.reason()) {
                case INVALID_NAME -> about("name", refused, Status.BAD_REQUEST);
                case INVALID_DATABASE -> about("database", refused, Status.BAD_REQUEST);
                case INVALID_HOST -> about("host", refused, Status.BAD_REQUEST);
                case HOST_TAKEN -> about("host", refused, Status.CONFLICT);
                case ALREADY_EXISTS, LINK_USED -> about("name", refused, Status.CONFLICT);
                case ID_TAKEN -> about("id", refused, Status.CONFLICT);
                case WRONG_STATE -> about("state", refused, Status.CONFLICT);
                case SCHEMA_BROKEN -> about("schema", refused, Status.CONFLICT);
                case OUTDATED -> about("schemaVersion", refused, Status.SERVICE_UNAVAILABLE);
                case NOT_FOUND -> about("name", refused, Status.NOT_FOUND);
            };
        }
    }

    static void run(Runnable work) {
        translate(() -> {
            work.run();
            return null;
        });
    }

    static ErrorResponseException notFound(String message) {
        return ErrorResponse.error(message, Status.NOT_FOUND);
    }

    private static List<ErrorRepresentation> errors(InvalidRequestException invalid) {
        return invalid.problems().stream()
                .map(problem -> new ErrorRepresentation(problem.field(), problem.message(), problem.parameters()))
                .toList();
    }

    private static ErrorResponseException about(String field, RuntimeException refused, Status status) {
        return ErrorResponse.errors(List.of(new ErrorRepresentation(field, refused.getMessage(), null)), status);
    }
}

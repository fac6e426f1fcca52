package dev.tenantry.web.rest;

import dev.tenantry.core.bulk.ImportOptions;
import dev.tenantry.core.bulk.ImportOptions.Ids;
import dev.tenantry.core.bulk.ImportOptions.IfExists;
import dev.tenantry.core.bulk.ImportOptions.Mode;
import dev.tenantry.core.bulk.ImportResult;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.operations.TenantOperations;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.web.users.UserExport;
import dev.tenantry.web.users.UserImport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Imports and exports a tenant's users. Each line of the body is a UserRepresentation. One instance per request. */
@Produces(MediaType.APPLICATION_JSON)
public class TenantUsersResource {

    static final String LINES = "application/x-ndjson";
    private static final String JSON_LINES = "application/jsonl";

    private final KeycloakSession session;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;
    private final Supplier<Tenant> tenant;

    /**
     * @param tenant a function that finds the tenant in the registry; called only after the caller's rights are checked
     */
    TenantUsersResource(
            KeycloakSession session,
            TenantPermissions permissions,
            AdminEventBuilder adminEvent,
            Supplier<Tenant> tenant) {
        this.session = session;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.tenant = tenant;
    }

    /**
     * Imports new users, one per line. By default, if any line is refused, no user is imported. In mode {@code
     * resumable}, the users of all valid lines are imported, even if other lines are refused.
     */
    @POST
    @Path("import")
    @Consumes({LINES, JSON_LINES})
    public UserImportRepresentation importUsers(
            @QueryParam("mode") String mode,
            @QueryParam("ifExists") String ifExists,
            @QueryParam("ids") String ids,
            InputStream lines) {
        permissions.requireManage(); // lines can grant roles, even roles of the realm's admins
        Tenant found = tenant.get();
        ImportOptions options = TenantErrors.translate(() -> new ImportOptions(
                oneOf("mode", mode, Mode.ATOMIC),
                oneOf("ifExists", ifExists, IfExists.FAIL),
                oneOf("ids", ids, Ids.OWN)));
        begun(found, "import");
        BundleBody.endTransaction(session);
        return TenantErrors.translate(() -> new TenantOperations(session).importUsers(found, () ->
                answer(options, UserImport.run(session, found, options, lines))));
    }

    private static <E extends Enum<E>> E oneOf(String name, String given, E otherwise) {
        return given == null
                ? otherwise
                : Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(given))
                        .findFirst()
                        .orElseThrow(() -> new InvalidRequestException(name, "There is no such choice"));
    }

    private static UserImportRepresentation answer(ImportOptions options, ImportResult result) {
        if (options.mode() == Mode.ATOMIC && result.failed() > 0) {
            throw new ErrorResponseException(Response.status(Response.Status.BAD_REQUEST)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(UserImportRepresentation.refused(result))
                    .build());
        }
        return UserImportRepresentation.of(result);
    }

    /**
     * Streams all users except service accounts. If a failure interrupts the download, the connection is closed before
     * the end of the HTTP answer, so that the client can detect the failure.
     */
    @GET
    @Path("export")
    @Produces(LINES)
    public Response exportUsers() {
        permissions.requireManage(); // an export holds password hashes
        Tenant found = tenant.get();
        TenantErrors.run(() -> BundleBody.requireCopyable(found));
        begun(found, "export");
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        return Response.ok(
                        BundleBody.streamed(session, found, out -> UserExport.write(factory, found, out)), LINES)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + found.name() + ".ndjson\"")
                .build();
    }

    /** Sends the admin event when the operation begins, since the operation may have effects even if it fails later. */
    private void begun(Tenant found, String operation) {
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", found.name().value(), "users", operation)
                .success();
    }
}

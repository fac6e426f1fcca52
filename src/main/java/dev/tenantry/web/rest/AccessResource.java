package dev.tenantry.web.rest;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.access.AccessGrant;
import dev.tenantry.keycloak.access.AccessGrants;
import dev.tenantry.keycloak.access.AccessRequest;
import dev.tenantry.keycloak.operations.TenantOperations;
import dev.tenantry.keycloak.realm.RequestJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Supplier;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Lists, grants and revokes access to a tenant's realm. One instance per request. */
@Produces(MediaType.APPLICATION_JSON)
public class AccessResource {

    private final KeycloakSession session;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;
    private final Supplier<Tenant> tenant;

    AccessResource(
            KeycloakSession session, TenantPermissions permissions, AdminEventBuilder adminEvent,
            Supplier<Tenant> tenant) {
        this.session = session;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.tenant = tenant;
    }

    @GET
    public List<AccessRepresentation> list() {
        permissions.requireView();
        Tenant found = tenant.get();
        return TenantErrors.translate(() -> AccessGrants.of(session, found).stream()
                .map(AccessRepresentation::of)
                .toList());
    }

    /** Grants access to a user, or replaces the user's existing grant. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public AccessRepresentation grant(String body) {
        permissions.requireGrant();
        Tenant found = tenant.get();
        return TenantErrors.translate(() -> AccessRepresentation.of(new TenantOperations(session).grantAccess(
                found, RequestJson.read(body, AccessRequest.class), permissions.callerId(),
                (own, grant) -> add(own, OperationType.CREATE, found, grant))));
    }

    /** Revokes a user's access before the grant's end. */
    @DELETE
    @Path("{user}")
    public void revoke(@PathParam("user") String user) {
        permissions.requireGrant();
        Tenant found = tenant.get();
        TenantErrors.run(() -> new TenantOperations(session).revokeAccess(
                found, user, (own, grant) -> add(own, OperationType.DELETE, found, grant)));
    }

    /**
     * Stores the admin event in the transaction of the change, so that there is no event if the change is rolled back.
     */
    private void add(KeycloakSession own, OperationType operation, Tenant found, AccessGrant grant) {
        adminEvent
                .clone(own)
                .operation(operation)
                .resourcePath("tenants", found.name().value(), "access", grant.user())
                .representation(AccessRepresentation.of(grant))
                .success();
    }
}

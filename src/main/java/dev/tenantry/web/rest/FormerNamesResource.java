package dev.tenantry.web.rest;

import dev.tenantry.core.tenant.FormerNames;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.events.admin.OperationType;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * Lists former names of tenants. A former name stays reserved for the realm that had the name, until an operator
 * removes the reservation here. One instance per request.
 */
@Produces(MediaType.APPLICATION_JSON)
public class FormerNamesResource {

    private static final Logger LOG = Logger.getLogger(FormerNamesResource.class);

    private final TenantPermissions permissions;
    private final FormerNames names;
    private final AdminEventBuilder adminEvent;

    FormerNamesResource(TenantPermissions permissions, FormerNames names, AdminEventBuilder adminEvent) {
        this.permissions = permissions;
        this.names = names;
        this.adminEvent = adminEvent;
    }

    /** Lists a page of the former names that contain the search text, in alphabetical order. */
    @GET
    public List<FormerNameRepresentation> list(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("first") String first,
            @QueryParam("max") String max) {
        permissions.requireView();
        return TenantErrors.translate(() -> names
                .list(search, QueryParameter.count("first", first, 0), QueryParameter.count("max", max, 100))
                .stream()
                .map(FormerNameRepresentation::of)
                .toList());
    }

    /** Removes the reservation of the name, so that any realm can get the name. */
    @DELETE
    @Path("{name}")
    public void free(@PathParam("name") String name) {
        permissions.requireManage();
        TenantErrors.run(() -> names.free(name));
        LOG.infof("The former name %s is free", name);
        adminEvent.operation(OperationType.DELETE).resourcePath("tenants", "former-names", name).success();
    }
}

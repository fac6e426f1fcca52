package dev.tenantry.web.rest;

import dev.tenantry.core.adoption.Adoption;
import dev.tenantry.core.adoption.Adoptions;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Lists, reads and cancels jobs that adopt realms or release tenants. One instance per request. */
@Produces(MediaType.APPLICATION_JSON)
public class AdoptionsResource {

    private final KeycloakSession session;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;

    AdoptionsResource(KeycloakSession session, TenantPermissions permissions, AdminEventBuilder adminEvent) {
        this.session = session;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
    }

    /**
     * Sends the admin event of a requested adoption or release, and returns the response.
     *
     * @param adoption the new or continued job
     * @param place the path of this resource, relative to the path of the request
     */
    Response started(Adoption adoption, String place) {
        AdoptionRepresentation representation = AdoptionRepresentation.of(adoption);
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", representation.realm(), representation.operation())
                .representation(representation)
                .success();
        return Response.accepted(representation)
                .location(session.getContext().getUri().getAbsolutePath().resolve(place + adoption.id()))
                .build();
    }

    /** Lists the jobs, newest first. */
    @GET
    public List<AdoptionRepresentation> list(@QueryParam("first") String first, @QueryParam("max") String max) {
        permissions.requireView();
        return TenantErrors.translate(() -> adoptions()
                .list(QueryParameter.count("first", first, 0), QueryParameter.count("max", max, 20))
                .stream()
                .map(AdoptionRepresentation::of)
                .toList());
    }

    @GET
    @Path("{id}")
    public AdoptionRepresentation get(@PathParam("id") String id) {
        permissions.requireView();
        return AdoptionRepresentation.of(adoption(id));
    }

    /**
     * Cancels the job. The realm returns to its former state. Returns 409 if the job is done or canceled, or if it has
     * reached step SWITCH.
     */
    @DELETE
    @Path("{id}")
    public AdoptionRepresentation cancel(@PathParam("id") String id) {
        permissions.requireManage();
        Adoption adoption = adoption(id);
        if (!TenantErrors.translate(() -> adoptions().cancel(adoption))) {
            throw ErrorResponse.error(
                    "The adoption is " + adoption.state() + " at step " + adoption.step(), Response.Status.CONFLICT);
        }
        AdoptionRepresentation cancelled = AdoptionRepresentation.of(adoption(id));
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", "adoptions", id, "cancel")
                .representation(cancelled)
                .success();
        return cancelled;
    }

    private Adoptions adoptions() {
        return session.getProvider(TenantsProvider.class).adoptions();
    }

    private Adoption adoption(String id) {
        return TenantErrors.translate(
                () -> adoptions().find(id).orElseThrow(() -> TenantErrors.notFound("No adoption")));
    }
}

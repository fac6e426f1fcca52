package dev.tenantry.admin;

import dev.tenantry.realm.ProvisionedTenant;
import dev.tenantry.realm.RealmRemoval;
import dev.tenantry.realm.Residue;
import dev.tenantry.realm.TenantServer;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantRegistry;
import dev.tenantry.tenant.TenantState;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Tenants: list, read, provision, drop, count their residue. One request, one thread. */
@Produces(MediaType.APPLICATION_JSON)
public class TenantsResource {

    private final KeycloakSession session;
    private final TenantServer server;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;

    TenantsResource(
            KeycloakSession session, TenantServer server, TenantPermissions permissions, AdminEventBuilder adminEvent) {
        this.session = session;
        this.server = server;
        this.permissions = permissions;
        this.adminEvent = adminEvent.resource("TENANT");
    }

    /** A page of the tenants whose name or display name contains the text, in order of name. */
    @GET
    public List<TenantRepresentation> list(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("first") @DefaultValue("0") int first,
            @QueryParam("max") @DefaultValue("100") int max) {
        permissions.requireView();
        return TenantErrors.translate(() -> registry().list(search, Math.max(first, 0), Math.max(max, 0)).stream()
                .map(tenant -> TenantRepresentation.of(session, tenant))
                .toList());
    }

    @GET
    @Path("count")
    public int count(@QueryParam("search") @DefaultValue("") String search) {
        permissions.requireView();
        return TenantErrors.translate(() -> registry().count(search));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response provision(String body) {
        permissions.requireManage();
        ProvisionedTenant born = TenantErrors.translate(
                () -> server.provisioner().provision(session, ProvisioningJson.read(body)));
        TenantRepresentation representation = TenantRepresentation.of(session, born);
        adminEvent
                .operation(OperationType.CREATE)
                .resourcePath("tenants", representation.name())
                .representation(representation)
                .success();
        return Response.created(session.getContext()
                        .getUri()
                        .getAbsolutePathBuilder()
                        .path(representation.name())
                        .build())
                .entity(representation)
                .build();
    }

    @GET
    @Path("{name}")
    public TenantRepresentation get(@PathParam("name") String name) {
        permissions.requireView();
        return TenantRepresentation.of(session, tenant(name));
    }

    /** What Keycloak's own tables hold of the tenant's users: nothing, as long as all is well. */
    @GET
    @Path("{name}/residue")
    public ResidueRepresentation residue(@PathParam("name") String name) {
        permissions.requireView();
        return ResidueRepresentation.of(name, Residue.of(session, tenant(name).realmId()));
    }

    /** Removes the tenant's realm and schema, with all users in it. */
    @DELETE
    @Path("{name}")
    public void drop(@PathParam("name") String name) {
        permissions.requireManage();
        Tenant tenant = tenant(name);
        TenantErrors.translate(() -> {
            tenant.require(TenantState.ACTIVE);
            RealmRemoval.dropTenant(session.getKeycloakSessionFactory(), tenant);
            return null;
        });
        adminEvent
                .operation(OperationType.DELETE)
                .resourcePath("tenants", name)
                .success();
    }

    private Tenant tenant(String name) {
        return TenantErrors.translate(
                () -> registry().findByName(name).orElseThrow(() -> TenantException.notFound(name)));
    }

    private TenantRegistry registry() {
        return session.getProvider(TenantsProvider.class).registry();
    }
}

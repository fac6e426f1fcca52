package dev.tenantry.web.rest;

import dev.tenantry.core.bundle.BundleFile;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.operations.TenantOperations;
import dev.tenantry.keycloak.provisioning.ProvisionedTenant;
import dev.tenantry.keycloak.provisioning.ProvisioningRequest;
import dev.tenantry.keycloak.provisioning.TenantOrigin;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.RequestJson;
import dev.tenantry.keycloak.realm.StandardRealm;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Lists, counts and provisions tenants. One instance per request. */
@Produces(MediaType.APPLICATION_JSON)
public class TenantsResource {

    private final KeycloakSession session;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;

    TenantsResource(
            KeycloakSession session, TenantPermissions permissions, AdminEventBuilder adminEvent) {
        this.session = session;
        this.permissions = permissions;
        this.adminEvent = adminEvent.resource("TENANT");
    }

    /**
     * Lists a page of tenants in the order of their names. Can filter by a text that the name or display name contains,
     * and by state.
     */
    @GET
    public List<TenantRepresentation> list(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("state") String state,
            @QueryParam("first") String first,
            @QueryParam("max") String max) {
        permissions.requireView();
        return TenantErrors.translate(() -> TenantRepresentation.of(session, registry()
                .list(search, state(state),
                        QueryParameter.count("first", first, 0), QueryParameter.count("max", max, 100))));
    }

    @GET
    @Path("count")
    public int count(
            @QueryParam("search") @DefaultValue("") String search, @QueryParam("state") String state) {
        permissions.requireView();
        return TenantErrors.translate(() -> registry().count(search, state(state)));
    }

    /** @return the state to filter by; null for all states */
    private static TenantState state(String state) {
        try {
            return state == null ? null : TenantState.valueOf(state);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidRequestException("state", "There is no such state");
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response provision(@HeaderParam("Idempotency-Key") String idempotencyKey, String body) {
        permissions.requireManage();
        ProvisionedTenant provisioned = TenantErrors.translate(() -> {
            ProvisioningRequest request = RequestJson.read(body, ProvisioningRequest.class);
            return idempotencyKey == null
                    ? operations().provision(request, TenantOrigin.OPERATOR)
                    : operations().provisionOnce(
                            request, TenantOrigin.OPERATOR, permissions.callerId(), idempotencyKey);
        });
        TenantRepresentation representation = TenantRepresentation.of(session, provisioned);
        if (provisioned.isNew()) {
            adminEvent
                    .operation(OperationType.CREATE)
                    .resourcePath("tenants", representation.name())
                    .representation(representation)
                    .success();
        }
        return Response.created(session.getContext()
                        .getUri()
                        .getAbsolutePathBuilder()
                        .path(representation.name())
                        .build())
                .entity(representation)
                .build();
    }

    /**
     * Attaches an existing schema to a realm. The schema must belong to no tenant, and the realm must have no users.
     */
    @POST
    @Path("attach")
    @Consumes(MediaType.APPLICATION_JSON)
    public TenantRepresentation attach(String body) {
        permissions.requireManage();
        TenantRepresentation attached = TenantErrors.translate(() -> {
            AttachingRequest request = RequestJson.read(body, AttachingRequest.class);
            RealmModel realm = administered(request.realm());
            operations().attach(realm, request.database(), request.schema());
            return TenantRepresentation.of(session, registry().find(realm.getId()).orElseThrow());
        });
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", attached.name(), "attach")
                .representation(attached)
                .success();
        return attached;
    }

    /**
     * Starts the job that turns a standard realm into a tenant. If the realm has an unfinished job, continues that job.
     */
    @POST
    @Path("adopt")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response adopt(String body) {
        permissions.requireManage();
        return adoptions().started(TenantErrors.translate(() -> {
            AdoptionRequest request = RequestJson.read(body, AdoptionRequest.class);
            return operations().adopt(administered(request.realm()));
        }), "adoptions/");
    }

    /**
     * Returns the realm with the given name, even if the realm belongs to a tenant. Refuses realm master. Checks that
     * the caller may administer the realm.
     */
    private RealmModel administered(String realmName) {
        RealmModel realm = StandardRealm.named(session, realmName);
        permissions.requireAdminOf(realm);
        return realm;
    }

    @Path("adoptions")
    public AdoptionsResource adoptions() {
        return new AdoptionsResource(session, permissions, adminEvent);
    }

    /** Returns statistics of the platform for the given number of days, up to two years. */
    @GET
    @Path("statistics")
    public StatisticsRepresentation statistics(@QueryParam("days") String days) {
        permissions.requireView();
        return TenantErrors.translate(() -> StatisticsRepresentation.of(
                session.getProvider(TenantsProvider.class).statistics().report(StatisticsRepresentation.days(days))));
    }

    /**
     * Returns the data that the tenants console needs when it starts: the user's rights, and the values that the user
     * can choose from.
     */
    @GET
    @Path("console")
    public ConsoleRepresentation console() {
        permissions.requireView();
        return ConsoleRepresentation.of(session.getProvider(TenantsProvider.class), permissions);
    }

    /**
     * Returns the API's description. No tenant can have the name {@code openapi.yaml}, since a tenant's name contains
     * no dot.
     */
    @GET
    @Path("openapi.yaml")
    @Produces(ApiDescription.YAML)
    public Response description(@Context Request request) {
        permissions.requireView();
        return ApiDescription.answer(request);
    }

    @Path("findings")
    public FindingsResource findings() {
        return new FindingsResource(session, permissions, adminEvent);
    }

    @Path("former-names")
    public FormerNamesResource formerNames() {
        return new FormerNamesResource(
                permissions, session.getProvider(TenantsProvider.class).formerNames(), adminEvent);
    }

    @Path("deletion-records")
    public DeletionRecordsResource deletionRecords() {
        return new DeletionRecordsResource(permissions, session.getProvider(TenantsProvider.class).deletionRecords());
    }

    @POST
    @Path("migrate")
    public Response migrate(@QueryParam("canary") String canary, @QueryParam("errorBudget") String errorBudget) {
        return migrations().start(canary, errorBudget);
    }

    @Path("migrations")
    public MigrationsResource migrations() {
        return new MigrationsResource(session, permissions, adminEvent);
    }

    /**
     * Restores a tenant from a bundle. The tenant gets the name that a parameter sets, or else the name in the bundle.
     * Another parameter sets the database. Without that parameter, the placement rule chooses a database.
     */
    @POST
    @Path("bundle")
    @Consumes(BundleBody.ZIP)
    public Response restore(
            @QueryParam("name") String name,
            @QueryParam("database") String database,
            @QueryParam("ids") String ids,
            InputStream body) {
        permissions.requireManage();
        boolean newIds = TenantErrors.translate(() -> QueryParameter.isNewIds(ids));
        BundleBody.endTransaction(session);
        Tenant restored = TenantErrors.translate(() -> {
            try (BundleFile bundle = BundleFile.receive(body)) {
                return operations().restoreBundle(bundle, name, database, newIds);
            }
        });
        TenantRepresentation representation = TenantRepresentation.of(session, restored);
        KeycloakModelUtils.runJobInTransaction(
                session.getKeycloakSessionFactory(), session.getContext(), own -> adminEvent
                        .clone(own)
                        .operation(OperationType.CREATE)
                        .resourcePath("tenants", representation.name())
                        .representation(representation)
                        .success());
        return Response.created(session.getContext().getUri().getAbsolutePath().resolve(representation.name()))
                .entity(representation)
                .build();
    }

    @Path("{name}")
    public TenantResource tenant(@PathParam("name") String name) {
        return new TenantResource(session, permissions, adminEvent, name);
    }

    private TenantOperations operations() {
        return new TenantOperations(session);
    }

    private TenantRegistry registry() {
        return session.getProvider(TenantsProvider.class).registry();
    }
}

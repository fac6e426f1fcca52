package dev.tenantry.web.rest;

import dev.tenantry.core.adoption.Adoption;
import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.lifecycle.TenantChange;
import dev.tenantry.keycloak.operations.Findings;
import dev.tenantry.keycloak.operations.TenantOperations;
import dev.tenantry.keycloak.realm.RequestJson;
import dev.tenantry.keycloak.realm.Residue;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Reads one tenant, and runs operations on this tenant. One instance per request. */
@Produces(MediaType.APPLICATION_JSON)
public class TenantResource {

    /** The maximum retention, so that the end of a retention is always a valid date. */
    private static final int MAX_RETENTION_DAYS = 36_500;

    private final KeycloakSession session;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;
    private final String name;

    TenantResource(
            KeycloakSession session, TenantPermissions permissions, AdminEventBuilder adminEvent, String name) {
        this.session = session;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.name = name;
    }

    @GET
    public TenantRepresentation get() {
        permissions.requireView();
        return representation(tenant()).withBranding(session);
    }

    /**
     * Changes the name, display name, host and branding of a tenant and its realm. Fields that the body omits remain
     * unchanged.
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public TenantRepresentation change(String body) {
        permissions.requireManage();
        Tenant tenant = tenant();
        TenantErrors.run(() -> operations().rename(
                tenant, () -> RequestJson.read(body, TenantChange.class).accept(tenants())));
        TenantRepresentation changed = representation(again(tenant));
        adminEvent.operation(OperationType.UPDATE).resourcePath("tenants", name).representation(changed).success();
        return changed.withBranding(session);
    }

    @POST
    @Path("suspend")
    public TenantRepresentation suspend() {
        return apply(StateOperation.SUSPEND);
    }

    @POST
    @Path("resume")
    public TenantRepresentation resume() {
        return apply(StateOperation.RESUME);
    }

    @POST
    @Path("restore")
    public TenantRepresentation restore() {
        return apply(StateOperation.RESTORE);
    }

    private TenantRepresentation apply(StateOperation operation) {
        permissions.requireManage();
        Tenant tenant = tenant();
        TenantErrors.run(() -> operations().changeState(tenant, operation));
        return done(operation.operation(), tenant);
    }

    /** Archives the tenant. The tenant may be purged after the given number of days. The default is a server option. */
    @POST
    @Path("archive")
    public TenantRepresentation archive(@QueryParam("retentionDays") String days) {
        permissions.requireManage();
        Tenant tenant = tenant();
        TenantErrors.run(() -> operations().archive(tenant, () -> retention(days)));
        return done(Operation.ARCHIVE, tenant);
    }

    private Duration retention(String asked) {
        int usual = (int) tenants().settings().archiveRetention().toDays();
        return Duration.ofDays(QueryParameter.number("retentionDays", asked, usual, 0, MAX_RETENTION_DAYS));
    }

    /** Migrates the tenant's schema. Fails if the schema lacks an object after the migration. */
    @POST
    @Path("migrate")
    public TenantRepresentation migrate() {
        permissions.requireManage();
        Tenant tenant = tenant();
        TenantErrors.run(() -> operations().migrate(tenant));
        return done(Operation.MIGRATE, tenant);
    }

    /**
     * Starts the job that turns the tenant into a standard realm, whose users are in Keycloak's own tables. If the
     * realm has an unfinished job, continues that job.
     */
    @POST
    @Path("release")
    public Response release() {
        permissions.requireManage();
        Tenant tenant = tenant();
        Adoption adoption = TenantErrors.translate(() -> operations().release(tenant));
        return new AdoptionsResource(session, permissions, adminEvent).started(adoption, "../adoptions/");
    }

    /** Returns the applied and the pending migrations of the tenant's schema. */
    @GET
    @Path("migrations")
    public TenantMigrationsRepresentation migrations() {
        permissions.requireView();
        Tenant tenant = tenant();
        return TenantErrors.translate(
                () -> TenantMigrationsRepresentation.of(tenant, tenants().lifecycle().migrations(tenant)));
    }

    /** Returns the number of the tenant's users, and the size of the tenant's schema on disk. */
    @GET
    @Path("usage")
    public UsageRepresentation usage() {
        permissions.requireView();
        Tenant tenant = tenant();
        return TenantErrors.translate(() -> UsageRepresentation.of(name, tenants().statistics().usage(tenant)));
    }

    /**
     * Returns the schema's drift: how the schema differs from a freshly made schema of the same version. A schema has
     * drift only if the schema was changed by hand.
     */
    @GET
    @Path("drift")
    public DriftRepresentation drift() {
        permissions.requireView();
        Tenant tenant = tenant();
        return TenantErrors.translate(() -> DriftRepresentation.of(name, tenants().lifecycle().drift().of(tenant)));
    }

    /** Returns the faults of the tenant that this server can detect, and the next steps. */
    @GET
    @Path("health")
    public HealthRepresentation health() {
        permissions.requireView();
        Tenant tenant = tenant();
        return TenantErrors.translate(() -> HealthRepresentation.of(
                tenant,
                tenants().lifecycle().newestVersion(),
                new Findings(session).of(tenant),
                tenants().transactions().failures(tenant)));
    }

    /** Counts rows in Keycloak's own tables that refer to the tenant's users. The expected number is zero. */
    @GET
    @Path("residue")
    public ResidueRepresentation residue() {
        permissions.requireView();
        return ResidueRepresentation.of(name, Residue.of(session, tenant().realmId()));
    }

    /**
     * Streams the tenant as a bundle, with the tenant's events if the caller asks for them. {@link BundleBody}
     * describes how the download ends if a failure occurs.
     */
    @GET
    @Path("bundle")
    @Produces(BundleBody.ZIP)
    public Response bundle(@QueryParam("events") String events) {
        permissions.requireManage(); // a bundle holds password hashes and the realm's keys
        Tenant tenant = tenant();
        boolean withEvents = TenantErrors.translate(() -> {
            BundleBody.requireCopyable(tenant);
            return QueryParameter.flag("events", events);
        });
        adminEvent.operation(OperationType.ACTION).resourcePath("tenants", name, "bundle").success();
        return BundleBody.answer(session, tenant, withEvents);
    }

    @Path("users")
    public TenantUsersResource users() {
        return new TenantUsersResource(session, permissions, adminEvent, this::tenant);
    }

    @Path("events")
    public TenantEventsResource events() {
        return new TenantEventsResource(session, permissions, adminEvent, this::tenant);
    }

    @Path("access")
    public AccessResource access() {
        return new AccessResource(session, permissions, adminEvent, this::tenant);
    }

    /** Drops the tenant: realm, schema and all users. The body must repeat the tenant's name. */
    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    public void drop(@QueryParam("force") String force, String body) {
        permissions.requireManage();
        Tenant tenant = tenant();
        TenantErrors.run(() -> operations().drop(tenant, () -> {
            DroppingRequest.read(body, tenant);
            return QueryParameter.flag("force", force);
        }));
        adminEvent.operation(OperationType.DELETE).resourcePath("tenants", name).success();
    }

    private TenantRepresentation done(Operation operation, Tenant tenant) {
        TenantRepresentation now = representation(again(tenant));
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", name, operation.word())
                .representation(now)
                .success();
        return now;
    }

    private Tenant tenant() {
        return TenantErrors.translate(
                () -> tenants().registry().findByName(name).orElseThrow(() -> TenantException.notFound(name)));
    }

    private Tenant again(Tenant tenant) {
        return TenantErrors.translate(() -> tenants().registry().find(tenant.realmId()).orElseThrow());
    }

    private TenantRepresentation representation(Tenant tenant) {
        return TenantRepresentation.of(session, tenant);
    }

    private TenantsProvider tenants() {
        return session.getProvider(TenantsProvider.class);
    }

    private TenantOperations operations() {
        return new TenantOperations(session);
    }
}

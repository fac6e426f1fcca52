package dev.tenantry.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** The API as a JAX-RS interface. Keycloak's admin client creates a proxy that implements this interface. */
@Produces(MediaType.APPLICATION_JSON)
interface TenantsApi {

    /** The body of a request to drop a tenant. {@code name} must be the tenant's name. */
    record Name(String name) {}

    record RealmName(String realm) {}

    record Attaching(String realm, String database, String schema) {}

    record FixRequest(String kind, String subject, String database) {}

    @GET
    List<Tenant> list(
            @QueryParam("search") String search, @QueryParam("state") String state, @QueryParam("first") int first,
            @QueryParam("max") int max);

    @GET
    @Path("count")
    int count(@QueryParam("search") String search, @QueryParam("state") String state);

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Tenant provision(@HeaderParam("Idempotency-Key") String idempotencyKey, NewTenant tenant);

    @GET
    @Path("{name}")
    Tenant get(@PathParam("name") String name);

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    Tenant change(@PathParam("name") String name, TenantChange change);

    @DELETE
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    void drop(@PathParam("name") String name, @QueryParam("force") boolean force, Name repeated);

    @POST
    @Path("{name}/suspend")
    Tenant suspend(@PathParam("name") String name);

    @POST
    @Path("{name}/resume")
    Tenant resume(@PathParam("name") String name);

    @POST
    @Path("{name}/archive")
    Tenant archive(@PathParam("name") String name, @QueryParam("retentionDays") Integer retentionDays);

    @POST
    @Path("{name}/restore")
    Tenant restore(@PathParam("name") String name);

    @POST
    @Path("{name}/migrate")
    Tenant migrate(@PathParam("name") String name);

    @GET
    @Path("{name}/migrations")
    TenantMigrations migrations(@PathParam("name") String name);

    @GET
    @Path("{name}/usage")
    Usage usage(@PathParam("name") String name);

    @GET
    @Path("{name}/drift")
    Drift drift(@PathParam("name") String name);

    @GET
    @Path("{name}/health")
    Health health(@PathParam("name") String name);

    @GET
    @Path("{name}/residue")
    Residue residue(@PathParam("name") String name);

    @GET
    @Path("{name}/access")
    List<Access> access(@PathParam("name") String name);

    @POST
    @Path("{name}/access")
    @Consumes(MediaType.APPLICATION_JSON)
    Access grantAccess(@PathParam("name") String name, AccessRequest request);

    @DELETE
    @Path("{name}/access/{user}")
    void revokeAccess(@PathParam("name") String name, @PathParam("user") String user);

    @GET
    @Path("{name}/bundle")
    @Produces("application/zip")
    InputStream exportBundle(@PathParam("name") String name, @QueryParam("events") boolean events);

    @GET
    @Path("{name}/events/export")
    @Produces("application/x-ndjson")
    InputStream exportEvents(
            @PathParam("name") String name, @QueryParam("kind") String kind, @QueryParam("type") List<String> types,
            @QueryParam("from") Instant from, @QueryParam("to") Instant to);

    @POST
    @Path("bundle")
    @Consumes("application/zip")
    Tenant importBundle(
            @QueryParam("name") String name, @QueryParam("database") String database,
            @QueryParam("ids") String ids, InputStream zip);

    @POST
    @Path("{name}/users/import")
    @Consumes("application/x-ndjson")
    Response importUsers(
            @PathParam("name") String name, @QueryParam("mode") String mode, @QueryParam("ifExists") String ifExists,
            @QueryParam("ids") String ids, InputStream lines);

    @GET
    @Path("{name}/users/export")
    @Produces("application/x-ndjson")
    InputStream exportUsers(@PathParam("name") String name);

    @GET
    @Path("deletion-records")
    List<DeletionRecord> deletionRecords(
            @QueryParam("name") String name, @QueryParam("first") int first, @QueryParam("max") int max);

    @GET
    @Path("deletion-records/{id}")
    DeletionRecord deletionRecord(@PathParam("id") String realmId);

    @GET
    @Path("former-names")
    List<FormerName> formerNames(
            @QueryParam("search") String search, @QueryParam("first") int first, @QueryParam("max") int max);

    @DELETE
    @Path("former-names/{name}")
    void freeName(@PathParam("name") String name);

    @GET
    @Path("statistics")
    Statistics statistics(@QueryParam("days") int days);

    @GET
    @Path("findings")
    List<Finding> findings();

    @POST
    @Path("findings/fix")
    @Consumes(MediaType.APPLICATION_JSON)
    Fix fix(FixRequest finding);

    @POST
    @Path("attach")
    @Consumes(MediaType.APPLICATION_JSON)
    Tenant attach(Attaching attaching);

    @POST
    @Path("adopt")
    @Consumes(MediaType.APPLICATION_JSON)
    Adoption adopt(RealmName realm);

    @POST
    @Path("{name}/release")
    Adoption release(@PathParam("name") String name);

    @GET
    @Path("adoptions")
    List<Adoption> adoptions(@QueryParam("first") int first, @QueryParam("max") int max);

    @GET
    @Path("adoptions/{id}")
    Adoption adoption(@PathParam("id") String id);

    @DELETE
    @Path("adoptions/{id}")
    Adoption cancelAdoption(@PathParam("id") String id);

    @POST
    @Path("migrate")
    MigrationJob migrateAll(@QueryParam("canary") String canaries, @QueryParam("errorBudget") Integer errorBudget);

    @GET
    @Path("migrations")
    List<MigrationJob> migrationJobs(@QueryParam("first") int first, @QueryParam("max") int max);

    @POST
    @Path("migrations/rehearsal")
    Rehearsal rehearse(@QueryParam("tenants") int tenants);

    @GET
    @Path("migrations/{id}")
    MigrationJob migrationJob(@PathParam("id") String id);

    @DELETE
    @Path("migrations/{id}")
    MigrationJob stopMigration(@PathParam("id") String id);
}

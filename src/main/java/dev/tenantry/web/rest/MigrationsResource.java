package dev.tenantry.web.rest;

import dev.tenantry.core.migration.MigrationJob;
import dev.tenantry.core.migration.MigrationJobs;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.DELETE;
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

/** Starts, reads and stops jobs that migrate all tenants. One instance per request. */
@Produces(MediaType.APPLICATION_JSON)
public class MigrationsResource {

    private static final int MAX_FAILURES = 1_000;
    private static final int DEFAULT_REHEARSED = 20;
    private static final int MAX_REHEARSED = 1_000;

    private final KeycloakSession session;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;

    MigrationsResource(KeycloakSession session, TenantPermissions permissions, AdminEventBuilder adminEvent) {
        this.session = session;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
    }

    /**
     * Handles {@code POST /tenants/migrate}. If a job is running, answers with that job. Otherwise starts a job, and
     * answers with the new job.
     */
    Response start(String canary, String errorBudget) {
        permissions.requireManage();
        MigrationJob job = TenantErrors.translate(() -> {
            MigrationRequest request = MigrationRequest.of(canary, errorBudget, tenants().registry());
            return tenants().migrationJobs().start(request.canaries(), request.errorBudget());
        });
        MigrationJobRepresentation representation = representation(job);
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", "migrate")
                .representation(representation)
                .success();
        return Response.accepted(representation)
                .location(session.getContext().getUri().getAbsolutePath().resolve("migrations/" + job.id()))
                .build();
    }

    /** Lists the jobs, newest first, without their failures. */
    @GET
    public List<MigrationJobRepresentation> list(@QueryParam("first") String first, @QueryParam("max") String max) {
        permissions.requireView();
        return TenantErrors.translate(() -> tenants().migrationJobs()
                .list(QueryParameter.count("first", first, 0), QueryParameter.count("max", max, 20))
                .stream()
                .map(job -> MigrationJobRepresentation.of(job, null))
                .toList());
    }

    /**
     * Rehearses a migration of all tenants: migrates some tenants, and rolls each of these migrations back. Commits the
     * admin event before the rehearsal begins. If the event was committed afterwards, JTA could roll the event back,
     * because JTA rolls back each transaction that takes more than five minutes.
     *
     * @param tenants the number of tenants to rehearse with; 20 if missing
     */
    @POST
    @Path("rehearsal")
    public RehearsalRepresentation rehearse(@QueryParam("tenants") String tenants) {
        permissions.requireManage();
        int count = TenantErrors.translate(
                () -> Math.min(QueryParameter.count("tenants", tenants, DEFAULT_REHEARSED), MAX_REHEARSED));
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", "migrations", "rehearsal")
                .success();
        MigrationJobs jobs = tenants().migrationJobs();
        BundleBody.endTransaction(session);
        return TenantErrors.translate(() -> RehearsalRepresentation.of(jobs.rehearse(count)));
    }

    @GET
    @Path("{id}")
    public MigrationJobRepresentation get(@PathParam("id") String id) {
        permissions.requireView();
        return representation(job(id));
    }

    /**
     * Stops the job. Migrations in progress are finished, but no further migration begins. Does nothing if the job has
     * ended.
     */
    @DELETE
    @Path("{id}")
    public MigrationJobRepresentation stop(@PathParam("id") String id) {
        permissions.requireManage();
        job(id);
        TenantErrors.run(() -> tenants().migrationJobs().stop(id));
        MigrationJobRepresentation stopped = representation(job(id));
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", "migrations", id, "stop")
                .representation(stopped)
                .success();
        return stopped;
    }

    private MigrationJob job(String id) {
        return TenantErrors.translate(
                () -> tenants().migrationJobs().find(id).orElseThrow(() -> TenantErrors.notFound("No migration job")));
    }

    private MigrationJobRepresentation representation(MigrationJob job) {
        return TenantErrors.translate(() -> MigrationJobRepresentation.of(
                job, tenants().migrationJobs().failures(job.id(), MAX_FAILURES)));
    }

    private TenantsProvider tenants() {
        return session.getProvider(TenantsProvider.class);
    }
}

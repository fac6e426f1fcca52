package dev.tenantry.web.rest;

import dev.tenantry.core.lifecycle.DeletionRecords;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Lists and reads the deletion records of dropped tenants. One instance per request. */
@Produces(MediaType.APPLICATION_JSON)
public class DeletionRecordsResource {

    private final TenantPermissions permissions;
    private final DeletionRecords deletionRecords;

    DeletionRecordsResource(TenantPermissions permissions, DeletionRecords deletionRecords) {
        this.permissions = permissions;
        this.deletionRecords = deletionRecords;
    }

    /**
     * Lists a page of the records, newest first. If a name is given, lists only records of tenants that had this name
     * when they were dropped.
     */
    @GET
    public List<DeletionRecordRepresentation> list(
            @QueryParam("name") String name, @QueryParam("first") String first, @QueryParam("max") String max) {
        permissions.requireView();
        return TenantErrors.translate(() -> deletionRecords
                .list(name, QueryParameter.count("first", first, 0), QueryParameter.count("max", max, 100))
                .stream()
                .map(DeletionRecordRepresentation::of)
                .toList());
    }

    /** Finds a record by the id of the tenant's former realm. */
    @GET
    @Path("{id}")
    public DeletionRecordRepresentation get(@PathParam("id") String realmId) {
        permissions.requireView();
        return TenantErrors.translate(() -> deletionRecords.find(realmId))
                .map(DeletionRecordRepresentation::of)
                .orElseThrow(() -> TenantErrors.notFound("No such deletion record"));
    }
}

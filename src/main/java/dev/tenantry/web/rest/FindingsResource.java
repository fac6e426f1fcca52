package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.keycloak.operations.Findings;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.RequestJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Lists and repairs mismatches between registry, schemas and realms. One instance per request. */
@Produces(MediaType.APPLICATION_JSON)
public class FindingsResource {

    /**
     * One mismatch between registry, schemas and realms.
     *
     * @param fix a description of what {@code POST fix} would do about this finding
     * @param next the next step for the operator: a command of Tenantry's CLI, or a sentence if a command alone does
     *     not help
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingRepresentation(
            Finding.Kind kind, String subject, String database, String detail, String fix, String next) {

        static FindingRepresentation of(Finding finding) {
            return new FindingRepresentation(
                    finding.kind(),
                    finding.subject(),
                    finding.databaseOrNull(),
                    finding.detail(),
                    finding.kind().fix(),
                    finding.next());
        }
    }

    /**
     * The result of a fix.
     *
     * @param fixed true if the fix removed the finding; false if the finding remains, because the fix only prevents
     *     further harm
     * @param done what the fix did
     * @param next the operator's next step; missing if the finding is fixed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FixRepresentation(boolean fixed, String done, String next) {}

    private record FixRequest(Finding.Kind kind, String subject, String database) {}

    private final Findings findings;
    private final TenantPermissions permissions;
    private final AdminEventBuilder adminEvent;

    FindingsResource(KeycloakSession session, TenantPermissions permissions, AdminEventBuilder adminEvent) {
        this.findings = new Findings(session);
        this.permissions = permissions;
        this.adminEvent = adminEvent;
    }

    @GET
    public List<FindingRepresentation> list() {
        permissions.requireView();
        return TenantErrors.translate(findings::list).stream().map(FindingRepresentation::of).toList();
    }

    /**
     * Fixes one finding, if the finding still exists. The body identifies the finding by kind and subject, and by
     * database if the finding has a database.
     */
    @POST
    @Path("fix")
    @Consumes(MediaType.APPLICATION_JSON)
    public FixRepresentation fix(String body) {
        permissions.requireManage();
        FixRequest request = TenantErrors.translate(() -> {
            FixRequest asked = RequestJson.read(body, FixRequest.class);
            if (asked.kind() == null || asked.subject() == null) {
                throw new InvalidRequestException(asked.kind() == null ? "kind" : "subject", "is needed");
            }
            return asked;
        });
        Optional<Finding> left =
                TenantErrors.translate(() -> findings.fix(request.kind(), request.subject(), request.database()));
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", request.subject(), "fix", request.kind().name())
                .success();
        return new FixRepresentation(left.isEmpty(), request.kind().fix(), left.map(Finding::next).orElse(null));
    }
}

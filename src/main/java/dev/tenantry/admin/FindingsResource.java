package dev.tenantry.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.realm.Findings;
import dev.tenantry.realm.InvalidRequestException;
import dev.tenantry.realm.RequestJson;
import dev.tenantry.tenant.Finding;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** What does not fit together between registry, schemas and realms, and its repair. One request, one thread. */
@Produces(MediaType.APPLICATION_JSON)
public class FindingsResource {

    /** One finding, and what its fix would do. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingRepresentation(Finding.Kind kind, String subject, String database, String detail, String fix) {

        private static FindingRepresentation of(Finding finding) {
            return new FindingRepresentation(
                    finding.kind(),
                    finding.subject(),
                    finding.databaseOrNull(),
                    finding.detail(),
                    finding.kind().fix());
        }
    }

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

    /** Fixes one finding, by its kind and subject, and the database where one is named, if it is still so. */
    @POST
    @Path("fix")
    @Consumes(MediaType.APPLICATION_JSON)
    public void fix(String body) {
        permissions.requireManage();
        FixRequest request = TenantErrors.translate(() -> {
            FixRequest asked = RequestJson.read(body, FixRequest.class);
            if (asked.kind() == null || asked.subject() == null) {
                throw new InvalidRequestException(asked.kind() == null ? "kind" : "subject", "is needed");
            }
            findings.fix(asked.kind(), asked.subject(), asked.database());
            return asked;
        });
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath("tenants", request.subject(), "fix", request.kind().name())
                .success();
    }
}

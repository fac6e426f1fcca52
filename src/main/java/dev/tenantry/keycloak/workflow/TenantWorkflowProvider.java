package dev.tenantry.keycloak.workflow;

import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantComponents;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.workflow.ResourceType;
import org.keycloak.models.workflow.ResourceTypeSelector;
import org.keycloak.models.workflow.Workflow;
import org.keycloak.models.workflow.WorkflowEvent;
import org.keycloak.models.workflow.WorkflowProvider;
import org.keycloak.representations.workflows.WorkflowRepresentation;

/** Keycloak's workflows. In a tenant's realm, the users come from the tenant's schema. */
public final class TenantWorkflowProvider implements WorkflowProvider {

    /** The id of Keycloak's own provider: DefaultWorkflowProviderFactory.ID, which is not accessible here. */
    private static final String KEYCLOAKS = "default";

    private final KeycloakSession session;
    private final WorkflowProvider keycloak;

    TenantWorkflowProvider(KeycloakSession session) {
        this.session = session;
        this.keycloak = session.getProvider(WorkflowProvider.class, KEYCLOAKS);
    }

    private boolean isTenant() {
        return TenantComponents.areIn(session.getContext().getRealm());
    }

    /**
     * False if the realm's tenant is out of service. The users of such a tenant can't be changed, and in some states
     * can't be read either.
     */
    private boolean isInService() {
        String realmId = session.getContext().getRealm().getId();
        return ExceptionTranslation.call(() -> session.getProvider(TenantsProvider.class).registry().find(realmId))
                .filter(tenant -> tenant.state().isOutOfService())
                .isEmpty();
    }

    /**
     * Runs the scheduled steps in the context's realm. Does nothing if the realm's tenant is out of service: the steps
     * run later, when the tenant is back in service.
     */
    @Override
    public void runScheduledSteps() {
        if (isInService()) {
            keycloak.runScheduledSteps();
        }
    }

    @Override
    public ResourceTypeSelector getResourceTypeSelector(ResourceType type) {
        return type == ResourceType.USERS && isTenant()
                ? new TenantUserSelector(session)
                : keycloak.getResourceTypeSelector(type);
    }

    @Override
    public void activateForAllEligibleResources(Workflow workflow) {
        if (!isInService()) {
            return;
        }
        if (workflow.getSupportedType() != ResourceType.USERS || !isTenant()) {
            keycloak.activateForAllEligibleResources(workflow);
        } else if (workflow.isEnabled()) {
            new EligibleUsers(session, workflow).forEachBlock((own, ids) -> activate(own, workflow.getId(), ids));
        }
    }

    /**
     * Starts the workflow for these users. Uses the given session only: to start the workflow, Keycloak evaluates the
     * conditions again, and keeps each user until the session ends.
     */
    private static void activate(KeycloakSession own, String workflowId, List<String> userIds) {
        if (!userIds.isEmpty()) {
            WorkflowProvider keycloak = own.getProvider(WorkflowProvider.class, KEYCLOAKS);
            Workflow workflow = keycloak.getWorkflow(workflowId);
            userIds.forEach(userId -> keycloak.activate(workflow, ResourceType.USERS, userId));
        }
    }

    // All following methods except close delegate to Keycloak's provider without a check.

    @Override
    public Workflow toModel(WorkflowRepresentation representation) {
        return keycloak.toModel(representation);
    }

    @Override
    public Workflow getWorkflow(String id) {
        return keycloak.getWorkflow(id);
    }

    @Override
    public void removeWorkflow(Workflow workflow) {
        keycloak.removeWorkflow(workflow);
    }

    @Override
    public Stream<Workflow> getWorkflows() {
        return keycloak.getWorkflows();
    }

    @Override
    public Stream<Workflow> getWorkflows(String search, Boolean exact, Integer first, Integer max) {
        return keycloak.getWorkflows(search, exact, first, max);
    }

    @Override
    public Stream<WorkflowRepresentation> getScheduledWorkflowsByResource(String resourceId) {
        return keycloak.getScheduledWorkflowsByResource(resourceId);
    }

    @Override
    public WorkflowRepresentation toRepresentation(Workflow workflow) {
        return keycloak.toRepresentation(workflow);
    }

    @Override
    public void updateWorkflow(Workflow workflow, WorkflowRepresentation representation) {
        keycloak.updateWorkflow(workflow, representation);
    }

    @Override
    public void activate(Workflow workflow, ResourceType type, String resourceId) {
        keycloak.activate(workflow, type, resourceId);
    }

    @Override
    public void deactivate(Workflow workflow, String resourceId) {
        keycloak.deactivate(workflow, resourceId);
    }

    @Override
    public void submit(WorkflowEvent event) {
        keycloak.submit(event);
    }

    @Override
    public void migrateScheduledResources(String stepIdFrom, String stepIdTo) {
        keycloak.migrateScheduledResources(stepIdFrom, stepIdTo);
    }

    @Override
    public void close() {
        // Nothing to close: Keycloak itself closes the provider to which this class delegates.
    }
}

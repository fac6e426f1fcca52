package dev.tenantry.keycloak.workflow;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.workflow.ResourceType;
import org.keycloak.models.workflow.ResourceTypeSelector;
import org.keycloak.models.workflow.Workflow;

/** Selects a tenant's users for the next run of a scheduled workflow: the {@link EligibleUsers}. */
final class TenantUserSelector implements ResourceTypeSelector {

    private final KeycloakSession session;

    TenantUserSelector(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public List<String> getResourceIds(Workflow workflow) {
        List<String> selected = new ArrayList<>();
        new EligibleUsers(session, workflow).forEachBlock((own, ids) -> selected.addAll(ids));
        return selected;
    }

    @Override
    public Object resolveResource(String resourceId) {
        return ResourceType.USERS.resolveResource(session, resourceId);
    }
}

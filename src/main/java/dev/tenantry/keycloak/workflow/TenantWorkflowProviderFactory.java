package dev.tenantry.keycloak.workflow;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.workflow.WorkflowProviderFactory;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Takes precedence over Keycloak's own factory, which has a lower order. The two factories have different ids, so that
 * Keycloak's factory stays registered: other classes of Keycloak look it up by its id.
 */
public final class TenantWorkflowProviderFactory implements WorkflowProviderFactory<TenantWorkflowProvider> {

    @Override
    public String getId() {
        return "tenantry";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public TenantWorkflowProvider create(KeycloakSession session) {
        return new TenantWorkflowProvider(session);
    }

    @Override
    public TenantWorkflowProvider create(KeycloakSession session, ComponentModel workflow) {
        return create(session);
    }

    @Override
    public String getHelpText() {
        return "Workflows of a tenant's users";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public void init(Config.Scope options) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}

package dev.tenantry.keycloak.organization;

import org.keycloak.models.KeycloakSession;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.organization.jpa.JpaOrganizationProviderFactory;

/**
 * Replaces Keycloak's own factory under its id, by which the organization cache finds it. Of two factories with one id,
 * Keycloak takes the higher order (ProviderManager.compareFactories, 26.7).
 */
public final class TenantOrganizationProviderFactory extends JpaOrganizationProviderFactory {

    @Override
    public int order() {
        // Below the cache's own 10, since a higher order would bypass the cache.
        return super.order() + 5;
    }

    @Override
    public OrganizationProvider create(KeycloakSession session) {
        return new TenantOrganizationProvider(session);
    }
}

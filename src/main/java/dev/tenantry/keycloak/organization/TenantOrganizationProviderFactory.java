package dev.tenantry.keycloak.organization;

import org.keycloak.models.KeycloakSession;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.organization.jpa.JpaOrganizationProviderFactory;

/**
 * Replaces Keycloak's own factory. Has the same id as that factory, because the organization cache finds the factory by
 * this id. Of two factories with the same id, Keycloak takes the one with the higher order
 * (ProviderManager.compareFactories, 26.7).
 */
public final class TenantOrganizationProviderFactory extends JpaOrganizationProviderFactory {

    @Override
    public int order() {
        // This order is lower than 10, the order of the organization cache. A factory with a higher order than the
        // cache would bypass the cache.
        return super.order() + 5;
    }

    @Override
    public OrganizationProvider create(KeycloakSession session) {
        return new TenantOrganizationProvider(session);
    }
}

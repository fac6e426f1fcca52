package dev.tenantry.keycloak.user;

import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserProvider;
import org.keycloak.models.jpa.JpaUserProviderFactory;

/**
 * Replaces Keycloak's own user store: of two factories with the same id, Keycloak takes the one with the higher order
 * (ProviderManager.compareFactories, 26.7).
 */
public final class TenantUserProviderFactory extends JpaUserProviderFactory {

    @Override
    public int order() {
        return super.order() + 10;
    }

    @Override
    public UserProvider create(KeycloakSession session) {
        return new TenantUserProvider(session, session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }
}

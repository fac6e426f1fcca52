package dev.tenantry.keycloak.user;

import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.storage.federated.UserFederatedStorageProvider;
import org.keycloak.storage.federated.UserFederatedStorageProviderFactory;
import org.keycloak.storage.jpa.JpaUserFederatedStorageProvider;

/**
 * Replaces Keycloak's own federated storage: of two factories with the same id, Keycloak takes the one with the higher
 * order (ProviderManager.compareFactories, 26.7).
 */
public final class TenantFederatedStorageProviderFactory implements UserFederatedStorageProviderFactory {

    @Override
    public String getId() {
        return "jpa";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public UserFederatedStorageProvider create(KeycloakSession session) {
        var entityManager = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return new TenantFederatedStorageProvider(
                session, new JpaUserFederatedStorageProvider(session, entityManager));
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

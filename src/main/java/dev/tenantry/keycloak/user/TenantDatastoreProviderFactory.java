package dev.tenantry.keycloak.user;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.DatastoreProvider;
import org.keycloak.storage.datastore.DefaultDatastoreProvider;
import org.keycloak.storage.datastore.DefaultDatastoreProviderFactory;

/**
 * Replaces Keycloak's own factory, so that {@link TenantUserQueries} lists users. Of two factories with the same id,
 * Keycloak takes the one with the higher order (ProviderManager.compareFactories, 26.7).
 */
public final class TenantDatastoreProviderFactory extends DefaultDatastoreProviderFactory {

    @Override
    public int order() {
        return super.order() + 10;
    }

    @Override
    public DatastoreProvider create(KeycloakSession session) {
        return new TenantDatastoreProvider(this, session);
    }

    private static final class TenantDatastoreProvider extends DefaultDatastoreProvider {

        private final UserProvider users;

        private TenantDatastoreProvider(TenantDatastoreProviderFactory factory, KeycloakSession session) {
            super(factory, session);
            this.users = new TenantUserQueries(session);
        }

        @Override
        public UserProvider userStorageManager() {
            return users;
        }
    }
}

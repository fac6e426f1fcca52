package dev.tenantry.server;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link TenantsProvider}s. */
public interface TenantsProviderFactory extends ProviderFactory<TenantsProvider> {

    /**
     * Asks the tenants' database for a sign of life.
     *
     * @throws dev.tenantry.db.DatabaseUnavailableException where none comes
     */
    void ping();
}

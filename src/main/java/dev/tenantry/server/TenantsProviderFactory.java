package dev.tenantry.server;

import java.util.Map;
import org.keycloak.provider.ProviderFactory;

/** Makes {@link TenantsProvider}s. */
public interface TenantsProviderFactory extends ProviderFactory<TenantsProvider> {

    /**
     * Asks the main database, which has the registry, for a sign of life.
     *
     * @throws dev.tenantry.db.DatabaseUnavailableException where none comes
     */
    void ping();

    /** Of the databases beside the main one, by name, whether they answered when last asked; asks none of them. */
    Map<String, Boolean> furtherAnswering();
}

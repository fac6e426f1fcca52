package dev.tenantry.keycloak.session;

import java.util.Map;
import org.keycloak.provider.ProviderFactory;

/** Makes {@link TenantsProvider}s. */
public interface TenantsProviderFactory extends ProviderFactory<TenantsProvider> {

    /**
     * Probes the main database, which holds the registry.
     *
     * @throws dev.tenantry.core.db.DatabaseUnavailableException if the database does not answer
     */
    void ping();

    /**
     * Returns a map from the name of each database, except the main database, to true if the last probe succeeded.
     * Sends no probe.
     */
    Map<String, Boolean> furtherAnswering();
}

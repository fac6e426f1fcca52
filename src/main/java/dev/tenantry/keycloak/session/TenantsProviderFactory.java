package dev.tenantry.keycloak.session;

import java.util.Map;
import org.keycloak.provider.ProviderFactory;

/** Makes {@link TenantsProvider}s. */
public interface TenantsProviderFactory extends ProviderFactory<TenantsProvider> {

    /**
     * Probes the main database, which has the registry.
     *
     * @throws dev.tenantry.core.db.DatabaseUnavailableException if it does not answer
     */
    void ping();

    /** Returns for each further database, by name, whether its last probe succeeded. Sends no probe. */
    Map<String, Boolean> furtherAnswering();
}

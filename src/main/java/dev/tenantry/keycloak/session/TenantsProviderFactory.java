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
     * Returns the results of the last probes of all databases except the main database. The keys of the map are the
     * names of the databases. The value is true if the last probe of the database succeeded. Sends no probe.
     */
    Map<String, Boolean> furtherAnswering();
}

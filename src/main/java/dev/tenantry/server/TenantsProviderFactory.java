package dev.tenantry.server;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link TenantsProvider}s. */
public interface TenantsProviderFactory extends ProviderFactory<TenantsProvider> {}

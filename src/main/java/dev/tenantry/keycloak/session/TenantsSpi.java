package dev.tenantry.keycloak.session;

import dev.tenantry.keycloak.config.SettingsException;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/**
 * Declares the SPI, so that Keycloak reads the options {@code --spi-tenants--default--…} and other factories find
 * {@link TenantsProvider}.
 */
public final class TenantsSpi implements Spi {

    public static final String NAME = SettingsException.SPI;

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return TenantsProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<? extends Provider>> getProviderFactoryClass() {
        return TenantsProviderFactory.class;
    }
}

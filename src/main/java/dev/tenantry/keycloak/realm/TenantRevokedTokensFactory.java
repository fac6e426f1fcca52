package dev.tenantry.keycloak.realm;

import java.util.Comparator;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.RevokedTokenProviderFactory;

/**
 * Takes precedence over Keycloak's own factories. Keycloak has two factories: one stores the list of revoked tokens in
 * caches, the other in a table. The server's features select one of the two factories. Tenantry's provider delegates to
 * the provider of the selected factory.
 */
public final class TenantRevokedTokensFactory implements RevokedTokenProviderFactory<TenantRevokedTokens> {

    private static final String ID = "tenantry";

    private String keycloaks;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return 100;
    }

    /** Finds the factory that Keycloak would use if Tenantry were not installed: the factory with the highest order. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        keycloaks = factory.getProviderFactoriesStream(RevokedTokenProvider.class)
                .filter(other -> !other.getId().equals(ID))
                .max(Comparator.comparingInt(other -> other.order()))
                .orElseThrow()
                .getId();
    }

    @Override
    public TenantRevokedTokens create(KeycloakSession session) {
        return new TenantRevokedTokens(session, session.getProvider(RevokedTokenProvider.class, keycloaks));
    }

    @Override
    public void init(Config.Scope options) {
    }

    @Override
    public void close() {
    }
}

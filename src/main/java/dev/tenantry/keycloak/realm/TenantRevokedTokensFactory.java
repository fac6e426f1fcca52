package dev.tenantry.keycloak.realm;

import java.util.Comparator;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.RevokedTokenProviderFactory;

/**
 * Takes precedence over Keycloak's own factories, which keep the list in caches or in a table, depending on the
 * server's features.
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

    /** Finds Keycloak's own factory: the one that the server would use without this one. */
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

package dev.tenantry.keycloak.login;

import org.keycloak.models.KeycloakSession;
import org.keycloak.userprofile.DeclarativeUserProfileProvider;
import org.keycloak.userprofile.DeclarativeUserProfileProviderFactory;

/** Replaces Keycloak's own factory, which has the same id. */
public final class TenantProfilesFactory extends DeclarativeUserProfileProviderFactory {

    @Override
    public int order() {
        return super.order() + 10;
    }

    @Override
    public DeclarativeUserProfileProvider create(KeycloakSession session) {
        return new TenantProfiles(session, this);
    }
}

package dev.tenantry.keycloak.scim;

import org.keycloak.models.KeycloakSession;
import org.keycloak.scim.model.user.UserResourceTypeProvider;
import org.keycloak.scim.model.user.UserResourceTypeProviderFactory;

/** Replaces Keycloak's own factory, which has the same id. */
public final class TenantScimUsersFactory extends UserResourceTypeProviderFactory {

    @Override
    public int order() {
        return 10;
    }

    @Override
    public UserResourceTypeProvider create(KeycloakSession session) {
        return new TenantScimUsers(session);
    }
}

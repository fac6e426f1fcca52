package dev.tenantry.keycloak.scim;

import org.keycloak.models.KeycloakSession;
import org.keycloak.scim.model.group.GroupResourceTypeProvider;
import org.keycloak.scim.model.group.GroupResourceTypeProviderFactory;

/** Replaces Keycloak's own factory, which has the same id. */
public final class TenantScimGroupsFactory extends GroupResourceTypeProviderFactory {

    @Override
    public int order() {
        return 10;
    }

    @Override
    public GroupResourceTypeProvider create(KeycloakSession session) {
        return new TenantScimGroups(session);
    }
}

package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.user.References;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.util.function.Consumer;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.client.ClientStorageProvider;

/**
 * When a role, group, client, client scope or identity provider is removed from a tenant's realm, removes the
 * references to that object from all users of the tenant. Not thread-safe.
 */
record ReferenceCleanup(KeycloakSession session) {

    void removed(RealmModel realm, RoleModel role) {
        tidyUp(realm, handle -> new References(handle).removeRole(role.getId()));
    }

    void removed(RealmModel realm, GroupModel group) {
        tidyUp(realm, handle -> new References(handle).removeGroup(group.getId()));
    }

    void removed(RealmModel realm, ClientModel client) {
        tidyUp(realm, handle -> new References(handle).removeClient(client.getId()));
    }

    void removed(ClientScopeModel clientScope) {
        tidyUp(clientScope.getRealm(), handle -> new References(handle).removeClientScope(clientScope.getId()));
    }

    void removed(RealmModel realm, IdentityProviderModel provider) {
        tidyUp(realm, handle -> new References(handle).removeIdentityProvider(provider.getAlias()));
    }

    void removed(RealmModel realm, ComponentModel component) {
        if (ClientStorageProvider.class.getName().equals(component.getProviderType())) {
            String clientsOfIt = new StorageId(component.getId(), "").getId();
            tidyUp(realm, handle -> new References(handle).removeClientsWithPrefix(clientsOfIt));
        }
    }

    /**
     * Runs work on the realm's tenant. Does nothing if the realm is not a tenant's, or if the whole tenant is about to
     * be dropped.
     */
    private void tidyUp(RealmModel realm, Consumer<TenantHandle> work) {
        if (!session.getProvider(TenantsProvider.class).isRemoving(realm)) {
            TenantComponents.unit(session, realm).ifPresent(unit -> {
                unit.change(work);
                unit.reload();
            });
        }
    }
}

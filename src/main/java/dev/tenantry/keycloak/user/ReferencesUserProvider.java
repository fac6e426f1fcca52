package dev.tenantry.keycloak.user;

import jakarta.persistence.EntityManager;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.jpa.JpaUserProvider;

/**
 * The methods of the user store by which Keycloak removes users' references to a role, group, client, client scope or
 * identity provider that is being deleted. In a tenant realm, these methods do nothing: {@link
 * TenantFederatedStorageProvider} removes the references from the tenant's schema.
 *
 * <p>Keycloak's own tables contain users of a tenant realm while an adoption removes them, and after an adoption that
 * failed. The adoption removes a user only if the user and the user's references are unchanged. While a release copies
 * users to Keycloak's tables, the tenant's schema is closed, so that the deletion of a role or other object fails.
 *
 * <p>After an adoption, the deletion of an object succeeds although references remain, because Keycloak's tables of
 * users have no foreign keys to the deleted objects (jpa-changelog, 26.7).
 */
abstract class ReferencesUserProvider extends JpaUserProvider {

    ReferencesUserProvider(KeycloakSession session, EntityManager keycloak) {
        super(session, keycloak);
    }

    @Override
    public void preRemove(RealmModel realm, RoleModel role) {
        if (!TenantComponents.areIn(realm)) {
            super.preRemove(realm, role);
        }
    }

    @Override
    public void preRemove(RealmModel realm, GroupModel group) {
        if (!TenantComponents.areIn(realm)) {
            super.preRemove(realm, group);
        }
    }

    @Override
    public void preRemove(RealmModel realm, ClientModel client) {
        if (!TenantComponents.areIn(realm)) {
            super.preRemove(realm, client);
        }
    }

    @Override
    public void preRemove(ClientScopeModel clientScope) {
        if (!TenantComponents.areIn(clientScope.getRealm())) {
            super.preRemove(clientScope);
        }
    }

    @Override
    public void preRemove(RealmModel realm, IdentityProviderModel provider) {
        if (!TenantComponents.areIn(realm)) {
            super.preRemove(realm, provider);
        }
    }

    /** Called when a client storage provider is deleted. */
    @Override
    protected void removeConsentByClientStorageProvider(RealmModel realm, String providerId) {
        if (!TenantComponents.areIn(realm)) {
            super.removeConsentByClientStorageProvider(realm, providerId);
        }
    }
}

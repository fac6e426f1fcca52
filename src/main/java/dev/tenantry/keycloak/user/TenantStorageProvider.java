package dev.tenantry.keycloak.user;

import java.util.Optional;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ReadOnlyUserModelDelegate;
import org.keycloak.organization.utils.Organizations;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.user.UserLookupProvider;
import org.keycloak.storage.user.UserRegistrationProvider;

/**
 * Finds and removes the users of one tenant realm whose ids contain the id of the tenant's component. {@link
 * TenantUserProvider} does all other work on users. Keycloak's own credential providers validate credentials, with data
 * from {@link TenantCredentials}.
 */
public final class TenantStorageProvider
        implements UserStorageProvider, UserLookupProvider, UserRegistrationProvider {

    private final KeycloakSession session;
    private final ComponentModel component;

    TenantStorageProvider(KeycloakSession session, ComponentModel component) {
        this.session = session;
        this.component = component;
    }

    @Override
    public UserModel getUserById(RealmModel realm, String id) {
        return found(realm, users(realm).byId(id));
    }

    /** Returns null, because Keycloak has already asked {@link TenantUserProvider}. */
    @Override
    public UserModel getUserByUsername(RealmModel realm, String username) {
        return null;
    }

    @Override
    public UserModel getUserByEmail(RealmModel realm, String email) {
        return null;
    }

    /** Returns null: then Keycloak asks the realm's other storage providers, and at last {@link TenantUserProvider}. */
    @Override
    public UserModel addUser(RealmModel realm, String username) {
        return null;
    }

    @Override
    public boolean removeUser(RealmModel realm, UserModel user) {
        return users(realm).remove(user);
    }

    private TenantUsers users(RealmModel realm) {
        return new TenantUsers(session, realm, component);
    }

    /**
     * Returns the user, or null if {@code user} is empty. If the user's organization is disabled, the returned user is
     * read-only. Keycloak itself checks organizations only for users of its own store (UserStorageManager.validateUser,
     * 26.7).
     */
    private UserModel found(RealmModel realm, Optional<UserModel> user) {
        return user.map(model -> isOfADisabledOrganization(realm, model)
                        ? new ReadOnlyUserModelDelegate(model, false)
                        : model)
                .orElse(null);
    }

    private boolean isOfADisabledOrganization(RealmModel realm, UserModel user) {
        // Keycloak finds the user's organizations only if the session's context has the user's realm.
        return realm.equals(session.getContext().getRealm())
                && Organizations.isReadOnlyOrganizationMember(session, user);
    }

    @Override
    public void close() {
        // Nothing to close: connections belong to the unit of work.
    }
}

package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredUser;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.federated.UserNotBeforeFederatedStorage;

/**
 * The not-before times of a tenant's users, in seconds since the epoch. A user's tokens that were issued before that
 * time are invalid. Not thread-safe.
 */
final class TenantNotBefore implements UserNotBeforeFederatedStorage {

    private final UsersById users;

    TenantNotBefore(KeycloakSession session) {
        this.users = new UsersById(session);
    }

    @Override
    public void setNotBeforeForUser(RealmModel realm, String userId, int notBefore) {
        users.change(realm, userId, user -> user.notBefore(notBefore));
    }

    @Override
    public int getNotBeforeOfUser(RealmModel realm, String userId) {
        return users.find(realm, userId).map(StoredUser::notBefore).orElse(0);
    }
}

package dev.tenantry.keycloak.user;

import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.federated.UserRequiredActionsFederatedStorage;

/** The actions that a tenant's users must take at their next login. Not thread-safe. */
final class TenantRequiredActions implements UserRequiredActionsFederatedStorage {

    private final UsersById users;

    TenantRequiredActions(KeycloakSession session) {
        this.users = new UsersById(session);
    }

    @Override
    public Stream<String> getRequiredActionsStream(RealmModel realm, String userId) {
        return users.find(realm, userId).stream().flatMap(user -> user.requiredActions().stream());
    }

    @Override
    public void addRequiredAction(RealmModel realm, String userId, String action) {
        users.change(realm, userId, user -> user.require(action));
    }

    @Override
    public void removeRequiredAction(RealmModel realm, String userId, String action) {
        users.change(realm, userId, user -> user.requireNoLonger(action));
    }
}

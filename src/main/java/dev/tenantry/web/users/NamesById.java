package dev.tenantry.web.users;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Looks up the names of the roles, groups, clients and client scopes that users refer to by id. Looks each id up only
 * once. Each lookup returns empty if the realm no longer has an object with the id. Not thread-safe.
 */
final class NamesById {

    /**
     * The name of a role, with the role's client if the role belongs to a client.
     *
     * @param clientId the client id of the role's client; null for a realm role
     */
    record Role(String clientId, String name) {}

    private final Map<String, Optional<Role>> roles = new HashMap<>();
    private final Map<String, Optional<String>> groups = new HashMap<>();
    private final Map<String, Optional<String>> clients = new HashMap<>();
    private final Map<String, Optional<String>> scopes = new HashMap<>();
    private RealmModel realm;

    /** Switches to the realm's model in a new Keycloak session. */
    void in(RealmModel newRealm) {
        realm = newRealm;
    }

    Optional<Role> role(String id) {
        return roles.computeIfAbsent(id, found(key -> {
            RoleModel role = realm.getRoleById(key);
            return role == null ? null : new Role(clientOf(role), role.getName());
        }));
    }

    private static String clientOf(RoleModel role) {
        return role.getContainer() instanceof ClientModel client ? client.getClientId() : null;
    }

    /**
     * Returns the group's path. Returns empty if the realm has no group with the id, or if the group is an internal
     * group of an organization.
     */
    Optional<String> group(String id) {
        return groups.computeIfAbsent(id, found(key -> {
            GroupModel group = realm.getGroupById(key);
            return group == null || group.getType() != GroupModel.Type.REALM
                    ? null
                    : KeycloakModelUtils.buildGroupPath(group);
        }));
    }

    Optional<String> client(String id) {
        return clients.computeIfAbsent(id, found(key -> {
            ClientModel client = realm.getClientById(key);
            return client == null ? null : client.getClientId();
        }));
    }

    Optional<String> scope(String id) {
        return scopes.computeIfAbsent(id, key -> {
            ClientScopeModel scope = realm.getClientScopeById(key);
            return scope == null ? client(key) : Optional.of(scope.getName());
        });
    }

    private static <T> Function<String, Optional<T>> found(Function<String, T> lookUp) {
        return id -> Optional.ofNullable(lookUp.apply(id));
    }
}

package dev.tenantry.web.users;

import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The ids of the roles, groups, clients and client scopes that imported lines refer to by name. Caches all found ids
 * until the import ends. Names without an object are not cached, so the cache never has more entries than the realm has
 * objects. Not thread-safe.
 */
final class IdsByName {

    private static final String DEFAULT_ROLE = Constants.DEFAULT_ROLES_ROLE_PREFIX + "-";

    private final Map<List<String>, String> known = new HashMap<>();
    private KeycloakSession session;
    private RealmModel realm;

    /** Switches to a new Keycloak session, and to the realm's model in that session. */
    void in(KeycloakSession newSession, RealmModel newRealm) {
        session = newSession;
        realm = newRealm;
    }

    /**
     * Returns the id of the realm role with the given name. If there is no such role, but the name begins like the name
     * of a default role, returns the id of this realm's default role. Otherwise users could not move between realms,
     * since the name of a default role contains the name of its realm.
     */
    String realmRole(String field, String name) {
        return id(field, () -> {
            RoleModel role = realm.getRole(name);
            return role == null && name.startsWith(DEFAULT_ROLE) ? realm.getDefaultRole().getId() : idOf(role);
        }, "role", name);
    }

    String clientRole(String field, String clientId, String name) {
        return id(field, () -> {
            ClientModel client = realm.getClientByClientId(clientId);
            return client == null ? null : idOf(client.getRole(name));
        }, "client role", clientId, name);
    }

    private static String idOf(RoleModel role) {
        return role == null ? null : role.getId();
    }

    String group(String field, String path) {
        return id(field, () -> {
            GroupModel group = KeycloakModelUtils.findGroupByPath(session, realm, path);
            return group == null ? null : group.getId();
        }, "group", path);
    }

    String client(String field, String clientId) {
        return id(field, () -> {
            ClientModel client = realm.getClientByClientId(clientId);
            return client == null ? null : client.getId();
        }, "client", clientId);
    }

    /**
     * Returns the id of the client scope with the given name. If there is no such scope, returns the id of the client
     * with this client id, since Keycloak also uses clients as scopes.
     */
    String scope(String field, String name) {
        return id(field, () -> scope(name).map(ClientScopeModel::getId).orElse(null), "scope", name);
    }

    boolean isParameterized(String scopeName) {
        return scope(scopeName).filter(scope -> ClientScopeModel.isParameterizedScope(scope)).isPresent();
    }

    private Optional<ClientScopeModel> scope(String name) {
        return Optional.ofNullable(KeycloakModelUtils.getClientScopeByName(realm, name));
    }

    boolean hasComponent(String id) {
        return realm.getComponent(id) != null;
    }

    /**
     * @param name the key in the cache: the object's kind and the object's name; the key of a client role also contains
     *     the client id
     */
    private String id(String field, Supplier<String> lookUp, String... name) {
        String id = known.get(List.of(name));
        if (id == null) {
            id = lookUp.get();
            if (id == null) {
                throw new InvalidRequestException(field, "The realm has none of this name");
            }
            known.put(List.of(name), id);
        }
        return id;
    }
}

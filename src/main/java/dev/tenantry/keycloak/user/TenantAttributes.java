package dev.tenantry.keycloak.user;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.federated.UserAttributeFederatedStorage;

/** The attributes of a tenant's users. Not thread-safe. */
final class TenantAttributes implements UserAttributeFederatedStorage {

    private final UsersById users;

    TenantAttributes(KeycloakSession session) {
        this.users = new UsersById(session);
    }

    @Override
    public void setSingleAttribute(RealmModel realm, String userId, String name, String value) {
        setAttribute(realm, userId, name, value == null ? List.of() : List.of(value));
    }

    @Override
    public void setAttribute(RealmModel realm, String userId, String name, List<String> values) {
        users.change(realm, userId, user -> user.attribute(name, values));
    }

    @Override
    public void removeAttribute(RealmModel realm, String userId, String name) {
        setAttribute(realm, userId, name, List.of());
    }

    @Override
    public MultivaluedHashMap<String, String> getAttributes(RealmModel realm, String userId) {
        MultivaluedHashMap<String, String> attributes = new MultivaluedHashMap<>();
        users.find(realm, userId).ifPresent(user -> user.attributes().forEach(attributes::addAll));
        return attributes;
    }

    /** Returns an empty stream, because the result of Keycloak's user store already contains the tenant's users. */
    @Override
    public Stream<String> getUsersByUserAttributeStream(RealmModel realm, String name, String value) {
        return Stream.empty();
    }
}

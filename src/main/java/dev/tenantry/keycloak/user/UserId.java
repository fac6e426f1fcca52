package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredUser;
import org.keycloak.component.ComponentModel;
import org.keycloak.storage.StorageId;

/**
 * Keycloak's id of a tenant's user. A plain id is the id in the schema. Any other id consists of the id of the tenant's
 * component and the id in the schema. Each user can be found by only one of these ids. With two ids, Keycloak's caches
 * could hold the user twice.
 *
 * @param stored the id in the schema
 * @param plain true if Keycloak's id equals the id in the schema; false if it also contains the component's id
 */
record UserId(String stored, boolean plain) {

    /**
     * True if a user can have the id. False for an id that begins with {@code f:} and names no component, such as
     * {@code f:x}: {@link StorageId} can't split such an id. A request, such as a SCIM filter, can contain any text as
     * an id.
     */
    static boolean isPossible(String keycloakId) {
        return !keycloakId.startsWith("f:") || keycloakId.indexOf(':', 2) >= 0;
    }

    /** @param keycloakId an id that is possible ({@link #isPossible}) */
    static UserId of(String keycloakId) {
        StorageId id = new StorageId(keycloakId);
        return new UserId(id.getExternalId(), id.isLocal());
    }

    /** Returns Keycloak's id of a stored user. */
    static String of(ComponentModel component, StoredUser user) {
        return user.plainId() ? user.id() : StorageId.keycloakId(component, user.id());
    }

    boolean isOf(StoredUser user) {
        return user.id().equals(stored) && user.plainId() == plain;
    }
}

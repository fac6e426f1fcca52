package dev.tenantry.storage;

import dev.tenantry.user.StoredUser;
import org.keycloak.component.ComponentModel;
import org.keycloak.storage.StorageId;

/**
 * Keycloak's id of a tenant's user. It is the id that the user has in the schema, or, for an id that was chosen
 * elsewhere, the tenant's component before that id. A user is found under one of the two only: each of Keycloak's caches
 * would hold the user twice otherwise.
 *
 * @param stored the id that they have in the schema
 * @param plain whether that is all of it
 */
record UserId(String stored, boolean plain) {

    static UserId of(String keycloakId) {
        StorageId id = new StorageId(keycloakId);
        return new UserId(id.getExternalId(), id.isLocal());
    }

    /** Keycloak's id of the user. */
    static String of(ComponentModel component, StoredUser user) {
        return user.plainId() ? user.id() : StorageId.keycloakId(component, user.id());
    }

    boolean isOf(StoredUser user) {
        return user.id().equals(stored) && user.plainId() == plain;
    }
}

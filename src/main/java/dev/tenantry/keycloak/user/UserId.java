package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.StoredUser;
import org.keycloak.component.ComponentModel;
import org.keycloak.storage.StorageId;

/**
 * Keycloak's id of a tenant's user: the id in the schema or, for an id that was chosen elsewhere, the tenant's
 * component and that id. A user is found under one of the two only, or each of Keycloak's caches would hold the user
 * twice.
 *
 * @param stored the id in the schema
 * @param plain true if that is the whole id
 */
record UserId(String stored, boolean plain) {

    static UserId of(String keycloakId) {
        StorageId id = new StorageId(keycloakId);
        return new UserId(id.getExternalId(), id.isLocal());
    }

    /** Returns Keycloak's id of the user. */
    static String of(ComponentModel component, StoredUser user) {
        return user.plainId() ? user.id() : StorageId.keycloakId(component, user.id());
    }

    boolean isOf(StoredUser user) {
        return user.id().equals(stored) && user.plainId() == plain;
    }
}

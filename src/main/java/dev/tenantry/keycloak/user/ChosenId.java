package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.IdPrefix;
import java.util.Optional;
import org.keycloak.storage.StorageId;

/**
 * An id that an import chooses for a new user of a tenant. The user gets the chosen id if this id begins with the
 * tenant's prefix, or is reserved for the tenant's realm. Otherwise the user gets an id that consists of the id of the
 * tenant's component and the chosen id. No user of another realm can have such an id.
 *
 * @param given the id in the import. If the given id begins with the id of a component, that beginning is ignored
 */
public record ChosenId(String given) {

    /** The maximum length of a user id: the length of the column in Keycloak's tables of sessions and events. */
    private static final int MAX_CHARACTERS = 255;

    /**
     * Returns the id to store in the schema: the given id without its prefix {@code f:COMPONENT:}, if it has such a
     * prefix.
     */
    public String stored() {
        return StorageId.externalId(given);
    }

    /**
     * Checks the id's length and form.
     *
     * @return the reason why a user with this id could never sign in; empty if the id is fine
     */
    public Optional<String> problem(String componentId) {
        if (!UserId.isPossible(given) || stored().isBlank()) {
            return Optional.of("is needed");
        }
        int max = MAX_CHARACTERS - new StorageId(componentId, "").getId().length();
        return stored().length() > max
                ? Optional.of("may have " + max + " characters at most")
                : Optional.empty();
    }

    /** True if the id begins with the tenant's prefix. */
    public boolean isOwn(IdPrefix prefix) {
        return prefix.begins(given);
    }

    /** True if the id contains no component's id. Only such an id can be reserved for a realm. */
    public boolean isPlain() {
        return StorageId.isLocalStorage(given);
    }
}

package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.IdPrefix;
import java.util.Optional;
import org.keycloak.storage.StorageId;

/**
 * An id that an import gives to a new user of a tenant. If the id belongs to the tenant's realm, Keycloak uses it
 * unchanged. Any other id gets the realm's component as a prefix, so that no other realm can have the whole id.
 *
 * @param given may begin with the component of the user's former realm; that part is dropped
 */
public record ChosenId(String given) {

    /** The column length of Keycloak's sessions and events. Tokens carry the id too. */
    private static final int MAX_CHARACTERS = 255;

    /** Returns the id in the schema. */
    public String stored() {
        return StorageId.externalId(given);
    }

    /**
     * Checks the length and form of the id.
     *
     * @return the reason why no user with that id could ever sign in
     */
    public Optional<String> problem(String componentId) {
        boolean isCutShort = given.startsWith("f:") && given.indexOf(':', 2) < 0;
        if (isCutShort || stored().isBlank()) {
            return Optional.of("is needed");
        }
        int max = MAX_CHARACTERS - new StorageId(componentId, "").getId().length();
        return stored().length() > max
                ? Optional.of("may have " + max + " characters at most")
                : Optional.empty();
    }

    /** True if the id is one of the tenant's own, by its prefix. */
    public boolean isOwn(IdPrefix prefix) {
        return prefix.begins(given);
    }

    /** True if the id names no component, so that it could be reserved for a realm. */
    public boolean isPlain() {
        return StorageId.isLocalStorage(given);
    }
}

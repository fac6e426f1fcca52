package dev.tenantry.storage;

import dev.tenantry.tenant.IdPrefix;
import java.util.Optional;
import org.keycloak.storage.StorageId;

/**
 * An id that an import gives to a new user of a tenant. Keycloak knows the user by that id alone if the id belongs to
 * the tenant's realm; any other id is kept behind the realm's component, where no other realm can have the whole.
 *
 * @param given may begin with the component of a realm that the user comes from; that part is dropped
 */
public record ChosenId(String given) {

    /** Keycloak's sessions and events have columns of this length; tokens name the user within it. */
    private static final int MAX_CHARACTERS = 255;

    /** The id in the schema. */
    public String stored() {
        return StorageId.externalId(given);
    }

    /** @return why no user with that id could ever sign in */
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

package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.IdPrefix;
import java.util.Optional;
import org.keycloak.storage.StorageId;

/**
 * An id that an import chooses for a new user of a tenant. If the id belongs to the tenant's realm, Keycloak's id of
 * the user is this id. Otherwise Keycloak's id is this id with the realm's component as prefix, so that no other realm
 * can have Keycloak's id.
 *
 * @param given the id in the import; may begin with the component of the user's former realm, which is ignored
 */
public record ChosenId(String given) {

    /** The length of the column for user ids in Keycloak's tables of sessions and events. Tokens contain the id too. */
    private static final int MAX_CHARACTERS = 255;

    /** Returns the id that the schema stores. */
    public String stored() {
        return StorageId.externalId(given);
    }

    /**
     * Checks the id's length and form.
     *
     * @return the reason why a user with this id could never sign in; empty if the id is fine
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

    /** True if the id begins with the tenant's prefix, so that it is one of the tenant's own ids. */
    public boolean isOwn(IdPrefix prefix) {
        return prefix.begins(given);
    }

    /** True if the id contains no component. Only such an id can be reserved for a realm. */
    public boolean isPlain() {
        return StorageId.isLocalStorage(given);
    }
}

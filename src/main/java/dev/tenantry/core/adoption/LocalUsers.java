package dev.tenantry.core.adoption;

import java.util.List;
import java.util.Set;

/** The users of a realm in Keycloak's own tables. */
public interface LocalUsers extends UserSide {

    /** Returns each given id that belongs to a user of another realm. */
    Set<String> ofOtherRealms(List<String> ids);

    /**
     * Removes the users of a page from Keycloak's own tables. If all users of the page were removed earlier, does
     * nothing and returns true.
     *
     * @return false, and removes no user, if the users or their objects have changed since the comparison
     */
    boolean removeIfUnchanged(Page page);
}

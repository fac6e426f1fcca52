package dev.tenantry.core.adoption;

import java.util.List;
import java.util.Set;

/** The users of a realm in Keycloak's own tables. */
public interface LocalUsers extends UserSide {

    /** The ids among the given ids that users of other realms have. */
    Set<String> ofOtherRealms(List<String> ids);

    /**
     * Removes the users of a page. Does nothing if all of them are removed already.
     *
     * @return false if the users, or the objects that they own, have changed since the comparison; then no user is
     *     removed
     */
    boolean removeIfUnchanged(Page page);
}

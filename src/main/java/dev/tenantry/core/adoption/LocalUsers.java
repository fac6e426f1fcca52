package dev.tenantry.core.adoption;

import java.util.List;
import java.util.Set;

/** The users of a realm in Keycloak's own tables. */
public interface LocalUsers extends UserSide {

    /** Returns those of the given ids that belong to users of other realms. */
    Set<String> ofOtherRealms(List<String> ids);

    /**
     * Removes the users of a page. If all these users are removed already, does nothing and returns true.
     *
     * @return false if the users, or the objects that they own, have changed since the comparison; in this case no user
     *     is removed
     */
    boolean removeIfUnchanged(Page page);
}

package dev.tenantry.adoption;

import java.util.List;
import java.util.Set;

/** The users of a realm in Keycloak's own tables. */
public interface LocalUsers extends UserHome {

    /** Those of some ids that users of other realms have. */
    Set<String> ofOtherRealms(List<String> ids);

    /**
     * Removes the users of a page.
     *
     * @return false where they, or what they own, are no longer as they were compared; nobody is removed then
     */
    boolean removeIfUnchanged(Page page);
}

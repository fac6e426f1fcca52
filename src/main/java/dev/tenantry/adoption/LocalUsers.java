package dev.tenantry.adoption;

/** The users of a realm in Keycloak's own tables. */
public interface LocalUsers extends UserHome {

    /**
     * Removes the users of a page.
     *
     * @return false where they, or what they own, are no longer as they were compared; nobody is removed then
     */
    boolean removeIfUnchanged(Page page);
}

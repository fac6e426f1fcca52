package dev.tenantry.core.adoption;

import dev.tenantry.core.user.StoredUser;
import java.util.List;

/**
 * One of the two stores of a realm's users: the tenant's schema or Keycloak's own tables. A job copies users from one
 * store to the other. Each method is one transaction. All calls must come from one thread, with one exception: on the
 * side that users are copied from, a second thread may call {@link #after}.
 */
public interface UserSide {

    int count();

    /**
     * Returns the next users after the given id, at most {@code max}, in the order that this side's database defines
     * for ids.
     */
    List<StoredUser> after(String id, int max);

    /** Returns the users on this side who have one of these ids, in the order of their ids. */
    List<StoredUser> of(List<String> ids);

    /** Stores these users. If a user with the same id exists on this side, replaces that user. */
    void replace(List<StoredUser> users);

    void remove(List<String> ids);
}

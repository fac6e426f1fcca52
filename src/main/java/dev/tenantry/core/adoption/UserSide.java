package dev.tenantry.core.adoption;

import dev.tenantry.core.user.StoredUser;
import java.util.List;

/**
 * One of the two stores of a realm's users: the schema or Keycloak's tables. Each method is one transaction. On the
 * side that users are copied from, a second thread may call {@link #after}. All other calls must come from one thread.
 */
public interface UserSide {

    int count();

    /**
     * Returns the next users after this id, at most {@code max}, in the order of their ids. The database of this side
     * defines this order.
     */
    List<StoredUser> after(String id, int max);

    /** Returns the users on this side who have one of these ids, in the order of their ids. */
    List<StoredUser> of(List<String> ids);

    /** Stores these users. If a user with the same id exists on this side, replaces that user. */
    void replace(List<StoredUser> users);

    void remove(List<String> ids);
}

package dev.tenantry.core.adoption;

import dev.tenantry.core.user.StoredUser;
import java.util.List;

/**
 * One of the two stores of a realm's users: the schema or Keycloak's tables. Each method is one transaction. A second
 * thread may call {@link #after} on the side that users are copied from. All other methods are for one thread.
 */
public interface UserSide {

    int count();

    /** The next users after this id, in the order of their ids. This side's database defines the order of ids. */
    List<StoredUser> after(String id, int max);

    /** The users on this side with one of these ids, in the order of their ids. */
    List<StoredUser> of(List<String> ids);

    /** Stores these users; replaces users on this side that have the same ids. */
    void replace(List<StoredUser> users);

    void remove(List<String> ids);
}

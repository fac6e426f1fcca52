package dev.tenantry.adoption;

import java.util.List;

/** A place where the users of one realm can live. Each method is one transaction. One thread. */
public interface UserHome {

    int count();

    /** The next users in the order of their ids, whatever order that is here. */
    UserRows after(String id, int max);

    /** Those of these who are here. */
    UserRows of(List<String> ids);

    /** Puts these users here, in place of any who have their ids. */
    void replace(UserRows users);

    void remove(List<String> ids);
}

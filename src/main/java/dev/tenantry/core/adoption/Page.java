package dev.tenantry.core.adoption;

import dev.tenantry.core.user.StoredUser;
import java.util.List;

/**
 * A page of compared users, whose ids lie between two ids.
 *
 * @param after the id before the first user; not of the page
 * @param last the id of the last user
 * @param digest see {@link UserDigest}
 */
public record Page(String after, String last, int users, String digest) {

    /** @param users not empty, in the order of their ids */
    public static Page of(String after, List<StoredUser> users) {
        return new Page(after, users.get(users.size() - 1).id(), users.size(), UserDigest.of(users));
    }

    /** True if these are the users of the page, and neither they nor the objects that they own have changed. */
    public boolean isOf(List<StoredUser> others) {
        return users == others.size() && digest.equals(UserDigest.of(others));
    }
}

package dev.tenantry.core.adoption;

import dev.tenantry.core.user.StoredUser;
import java.util.List;

/**
 * A page of compared users: all users whose ids are greater than {@code after}, up to {@code last}.
 *
 * @param after the id after which the page begins
 * @param last the id of the page's last user
 * @param users the number of users in the page
 * @param digest the digest of these users, see {@link UserDigest}
 */
public record Page(String after, String last, int users, String digest) {

    /** @param users the page's users in the order of their ids; not empty */
    public static Page of(String after, List<StoredUser> users) {
        return new Page(after, users.get(users.size() - 1).id(), users.size(), UserDigest.of(users));
    }

    /**
     * True if the given users are exactly the page's users, and nothing has changed since the page was made. Changes of
     * the objects that the users own count as changes, too.
     */
    public boolean isOf(List<StoredUser> others) {
        return users == others.size() && digest.equals(UserDigest.of(others));
    }
}

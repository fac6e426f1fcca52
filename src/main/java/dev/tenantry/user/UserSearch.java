package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.List;
import java.util.stream.Stream;

/** Lists and counts the users that meet {@link UserCriteria}: one builder of conditions, so that the two agree. */
public final class UserSearch {

    private UserSearch() {}

    /**
     * In order of user name.
     *
     * @param first how many to pass over; null or negative: none
     * @param max how many at most; null or negative: all
     */
    public static List<StoredUser> list(TenantHandle handle, UserCriteria criteria, Integer first, Integer max) {
        Object[] paging = {first == null || first < 0 ? 0 : first, max == null || max < 0 ? null : max};
        return handle.query(
                "select " + UserRow.COLUMNS + " from users u" + criteria.where()
                        + " order by u.username offset ? limit ?::bigint",
                UserRow::read,
                Stream.concat(Stream.of(criteria.parameters()), Stream.of(paging)).toArray());
    }

    public static int count(TenantHandle handle, UserCriteria criteria) {
        return handle.count("select count(*) from users u" + criteria.where(), criteria.parameters());
    }
}

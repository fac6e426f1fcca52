package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Lists and counts the users that meet {@link UserCriteria}. PostgreSQL makes a new plan for each search, since the
 * best plan depends on the searched values.
 */
public final class UserSearch {

    /**
     * The query for a page of users. The query selects the names of the page first: otherwise PostgreSQL would read all
     * columns of the skipped users too.
     */
    private static final String PAGE = """
            select %s from (select u.username from users u%s order by u.username offset ? limit ?::bigint) page
            join users u on u.username = page.username
            order by u.username""";

    /**
     * The query for a page, if the conditions may match many users whose names are anywhere in the order of names. With
     * {@link #PAGE}, PostgreSQL would assume that the matches are spread evenly over this order. If all matches were at
     * the end, PostgreSQL would read all users. This query avoids that by three stages.
     *
     * <p>The first stage looks for {@link #FEW} matches in any order. If it finds fewer matches, these are all matches:
     * the query sorts them, and is done. Otherwise the second stage reads a limited number of users in the order of
     * names. If there are enough matches among these users to fill the page, the query is done. Otherwise the third
     * stage finds and sorts all matches. There, {@code offset 0} prevents PostgreSQL from reading the users in the
     * order of names.
     */
    private static final String PAGE_OF_MANY = """
            with few as materialized (select u.username from users u%2$s limit ?),
            in_order as materialized (
              select u.username from (
                select * from users where (select count(*) from few) = ? order by username limit ?) u%2$s
              order by u.username offset ? limit ?)
            select %1$s from (
              (select username from few where (select count(*) from few) < ? order by username offset ? limit ?)
              union all
              select username from in_order where (select count(*) from in_order) = ?
              union all
              (select username from (select u.username from users u%2$s offset 0) found
               where (select count(*) from few) = ? and (select count(*) from in_order) < ?
               order by username offset ? limit ?)) page
            join users u on u.username = page.username
            order by u.username""";

    /**
     * The number of matches at which the first stage stops. If the first stage finds so many matches, the second stage
     * runs. The second stage reads users in the order of names. It needs about a fifth of the time per match that the
     * first stage needs, but it is slow if few users match.
     */
    private static final long FEW = 1_000;

    /**
     * The number of users that the second stage may read for each user of the page. For each skipped user, the second
     * stage may read two more users.
     */
    private static final long GONE_THROUGH = 200;

    private UserSearch() {}

    /**
     * Lists users in order of user name. All returned users are in memory at the same time.
     *
     * @param first how many users to skip; null or a negative number skips none
     * @param max the maximum number of users; null or a negative number means all users
     */
    public static List<StoredUser> list(TenantReadHandle handle, UserCriteria criteria, Integer first, Integer max) {
        int offset = first == null || first < 0 ? 0 : first;
        Integer limit = max == null || max < 0 ? null : max;
        return handle.queryUnprepared(listing(criteria, limit), UserRow::read, parameters(criteria, offset, limit));
    }

    /** Lists the users whose names follow the given name in the order of user names. */
    static List<StoredUser> listAfter(TenantReadHandle handle, UserCriteria criteria, String username, int max) {
        UserCriteria after = new UserCriteria().anyOf(criteria).after(username);
        return handle.queryUnprepared(page(PAGE, after), UserRow::read, all(after.parameters(), 0, max));
    }

    /**
     * Streams users in order of user name. Reads a few hundred users at a time, when the consumer needs them, so that
     * even a long list takes little memory. The stream may show only some of the changes that are made to users
     * meanwhile.
     *
     * @param reads a function that runs a given query and returns the users that the query finds. It may replace a
     *     user's object by the object that the session already has
     */
    public static Stream<StoredUser> stream(
            Function<Function<TenantReadHandle, List<StoredUser>>, List<StoredUser>> reads,
            UserCriteria criteria,
            Integer first,
            Integer max) {
        // Does not use flatMap: if the consumer takes one user at a time, flatMap buffers a whole list.
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new ListedUsers(reads, criteria, first, max), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    public static int count(TenantReadHandle handle, UserCriteria criteria) {
        return handle.queryUnprepared(counting(criteria), row -> row.getInt(1), criteria.parameters()).get(0);
    }

    /**
     * Returns the ids of all groups that have at least one of the found users as a member, including organizations'
     * groups.
     */
    public static List<String> groupIds(TenantReadHandle handle, UserCriteria criteria) {
        return handle.queryUnprepared(
                "select distinct jsonb_object_keys(u.groups) from users u" + criteria.where(),
                row -> row.getString(1), criteria.parameters());
    }

    static String listing(UserCriteria criteria, Integer maxOrNull) {
        return page(isOfMany(criteria, maxOrNull) ? PAGE_OF_MANY : PAGE, criteria);
    }

    private static boolean isOfMany(UserCriteria criteria, Integer maxOrNull) {
        return criteria.mayFindMany() && maxOrNull != null;
    }

    private static String page(String sql, UserCriteria criteria) {
        return sql.formatted(UserRow.COLUMNS, criteria.where());
    }

    static Object[] parameters(UserCriteria criteria, int first, Integer maxOrNull) {
        Object[] values = criteria.parameters();
        if (!isOfMany(criteria, maxOrNull)) {
            return all(values, first, maxOrNull);
        }
        long passed = 2L * first + GONE_THROUGH * maxOrNull;
        return all(
                values, FEW,
                FEW, passed, values, first, maxOrNull,
                FEW, first, maxOrNull,
                maxOrNull,
                values, FEW, maxOrNull, first, maxOrNull);
    }

    private static Object[] all(Object... valuesAndArrays) {
        return Arrays.stream(valuesAndArrays)
                .flatMap(value -> value instanceof Object[] values ? Arrays.stream(values) : Stream.of(value))
                .toArray();
    }

    static String counting(UserCriteria criteria) {
        return "select count(*) from users u" + criteria.where();
    }
}

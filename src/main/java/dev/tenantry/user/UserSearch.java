package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Lists and counts the users that meet {@link UserCriteria}: one builder of conditions, so that the two agree. What is
 * the best way to find them depends on what is looked for, so each search is planned for itself.
 */
public final class UserSearch {

    /** The names of the page first: PostgreSQL would put together all that belongs to the users who are passed over. */
    private static final String PAGE = """
            select %s from (select u.username from users u%s order by u.username offset ? limit ?::bigint) page
            join users u on u.username = page.username
            order by u.username""";

    /**
     * The same page for conditions that few users may meet, or many, anywhere in the order of names. PostgreSQL assumes that
     * matches are spread evenly over that order, and would go through all users if the matches are at its end. So the
     * database first finds some matches in any order. If these are all of them, they are sorted. Otherwise users are gone
     * through in order of name, up to a limit, and if that doesn't fill the page, all matches are found and sorted
     * ({@code offset 0} keeps PostgreSQL from going through the order of names).
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

    /** Matches that are sorted rather than gone through in order of name: one takes about five times as long. */
    private static final long FEW = 1_000;

    /** For each user of a page, how many users are gone through at most. */
    private static final long GONE_THROUGH = 200;

    private UserSearch() {}

    /**
     * In order of user name.
     *
     * @param first how many to pass over; null or negative: none
     * @param max how many at most; null or negative: all, which are in memory then
     */
    public static List<StoredUser> list(TenantHandle handle, UserCriteria criteria, Integer first, Integer max) {
        int offset = first == null || first < 0 ? 0 : first;
        Integer limit = max == null || max < 0 ? null : max;
        return handle.queryUnprepared(listing(criteria, limit), UserRow::read, parameters(criteria, offset, limit));
    }

    /** The same of those behind a name. */
    static List<StoredUser> listAfter(TenantHandle handle, UserCriteria criteria, String username, int max) {
        UserCriteria after = new UserCriteria().anyOf(criteria).after(username);
        return handle.queryUnprepared(page(PAGE, after), UserRow::read, all(after.parameters(), 0, max));
    }

    /**
     * The same some hundred at a time, each time those behind the last: a read when they are asked for and not before.
     * So a list of any length needs the memory of a short one. What others change in the course of it is seen or not.
     *
     * @param reads runs a query, and may put another object for the same user in the place of each that it has found
     */
    public static Stream<StoredUser> stream(
            Function<Function<TenantHandle, List<StoredUser>>, List<StoredUser>> reads,
            UserCriteria criteria,
            Integer first,
            Integer max) {
        // Not by flatMap, which holds a whole list back where somebody asks for one user after the other.
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new ListedUsers(reads, criteria, first, max), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    public static int count(TenantHandle handle, UserCriteria criteria) {
        return handle.queryUnprepared(counting(criteria), row -> row.getInt(1), criteria.parameters()).get(0);
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

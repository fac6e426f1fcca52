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
     * The same page, where nobody knows how those who are found are spread over the order of names. PostgreSQL takes it
     * that they are spread evenly, and would go through all users in that order for a page of those who are at its end.
     * So only the first users are gone through, and where they do not make up the page, all are found who are meant, in
     * whichever way is best for that ({@code offset 0} keeps PostgreSQL from having the order in mind), and sorted.
     */
    private static final String PAGE_OF_MANY = """
            with among_first as materialized (
              select u.username from (select * from users order by username limit ?) u%2$s
              order by u.username offset ? limit ?)
            select %1$s from (
              select username from among_first where (select count(*) from among_first) = ?
              union all
              (select username from (select u.username from users u%2$s offset 0) found
               where (select count(*) from among_first) < ?
               order by username offset ? limit ?)) page
            join users u on u.username = page.username
            order by u.username""";

    /** For each user of a page, how many are gone through. */
    private static final int GONE_THROUGH = 20;

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
        return all((long) maxOrNull * GONE_THROUGH, values, first, maxOrNull, maxOrNull, values, maxOrNull, first,
                maxOrNull);
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

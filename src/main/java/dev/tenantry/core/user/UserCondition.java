package dev.tenantry.core.user;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A condition on users, for {@link UserCriteria#meeting}. Conditions can be combined by AND, OR and NOT. Compared
 * values are bound as parameters, and never become part of the SQL. If a user's column is null, neither a comparison
 * with this column nor the negation of the comparison holds, as in SQL. If a user lacks an attribute, a comparison with
 * this attribute does not hold, and its negation holds. Immutable.
 */
public final class UserCondition {

    private final String sql;
    private final List<Object> values;
    private final boolean mayFindMany;

    private UserCondition(String sql, boolean mayFindMany, List<Object> values) {
        this.sql = sql;
        this.mayFindMany = mayFindMany;
        this.values = values;
    }

    /** Returns a condition that holds for no user. Its negation holds for all users. */
    public static UserCondition never() {
        return few("false");
    }

    /**
     * Returns a condition that holds for no user. Its negation holds for no user either, like a comparison with null in
     * SQL.
     */
    public static UserCondition unknown() {
        return few("null::boolean");
    }

    /**
     * Compares a column that holds text.
     *
     * @param exactCase true if upper and lower case are distinguished
     */
    public static UserCondition text(UserColumn column, Comparison comparison, String value, boolean exactCase) {
        if (exactCase || column.isLowerCase()) {
            String compared = exactCase ? value : lower(value);
            return compared(column.sql() + " " + comparison.operator() + " ?", comparison, comparison.bound(compared));
        }
        return compared("lower(" + column.sql() + ") " + comparison.operator() + " lower(?)", comparison,
                comparison.bound(value));
    }

    /**
     * Compares the id that the user has in Keycloak. A plain id is the same in the schema and in Keycloak. Any other id
     * gets a prefix in Keycloak.
     *
     * @param prefix the prefix of ids that are not plain
     */
    public static UserCondition id(String prefix, Comparison comparison, String value) {
        return many("(case when u.plain_id then u.id else ? || u.id end) " + comparison.operator() + " ?", prefix,
                comparison.bound(value));
    }

    /** Compares a column that holds true or false. */
    public static UserCondition flag(UserColumn column, Comparison comparison, boolean value) {
        return many(column.sql() + " " + comparison.operator() + " ?", value);
    }

    /**
     * Compares a column that holds a time.
     *
     * @param value the time to compare with, in milliseconds since the epoch
     */
    public static UserCondition time(UserColumn column, Comparison comparison, long value) {
        return many(column.sql() + " " + comparison.operator() + " ?", value);
    }

    public static UserCondition present(UserColumn column) {
        return many(column.sql() + " is not null");
    }

    /**
     * Compares the values of an attribute. The condition holds if at least one value meets the comparison.
     *
     * @param exactCase true if upper and lower case are distinguished
     */
    public static UserCondition attribute(String name, Comparison comparison, String value, boolean exactCase) {
        UserCondition anyValue = many("exists (select from jsonb_array_elements_text(u.attributes -> ?) value where "
                + (exactCase ? "value " + comparison.operator() + " ?" : "lower(value) " + comparison.operator()
                        + " lower(?)") + ")", name, comparison.bound(value));
        if (comparison != Comparison.EQUAL) {
            return attributePresent(name).and(anyValue);
        }
        UserCondition found = foundBy(FoundBy.attribute(name, value));
        return exactCase || !FoundBy.isWhole(value) ? found.and(anyValue) : found;
    }

    public static UserCondition attributePresent(String name) {
        return foundBy(FoundBy.attribute(name));
    }

    public static UserCondition inGroup(String groupId) {
        return foundBy(FoundBy.group(groupId));
    }

    /** The condition that the user is in a group whose id satisfies the comparison. */
    public static UserCondition inGroup(Comparison comparison, String groupId) {
        return many("exists (select from jsonb_object_keys(u.groups) id where id " + comparison.operator() + " ?)",
                comparison.bound(groupId));
    }

    public static UserCondition inAnyGroup() {
        return many("u.groups <> '{}'");
    }

    public UserCondition and(UserCondition other) {
        return combined(" and ", other, mayFindMany && other.mayFindMany);
    }

    public UserCondition or(UserCondition other) {
        return combined(" or ", other, mayFindMany || other.mayFindMany);
    }

    public UserCondition not() {
        return new UserCondition("not " + sql, true, values);
    }

    private UserCondition combined(String operator, UserCondition other, boolean many) {
        return new UserCondition("(" + sql + operator + other.sql + ")", many,
                Stream.concat(values.stream(), other.values.stream()).toList());
    }

    String sql() {
        return sql;
    }

    List<Object> values() {
        return values;
    }

    /** True if the condition may hold for many users, whose names may be anywhere in the order of names. */
    boolean mayFindMany() {
        return mayFindMany;
    }

    private static UserCondition foundBy(String term) {
        return many("u.found_by @> array[?::text]", term);
    }

    private static UserCondition compared(String sql, Comparison comparison, String bound) {
        return comparison == Comparison.EQUAL ? few(sql, bound) : many(sql, bound);
    }

    private static UserCondition few(String sql, Object... values) {
        return new UserCondition("(" + sql + ")", false, Arrays.asList(values));
    }

    private static UserCondition many(String sql, Object... values) {
        return new UserCondition("(" + sql + ")", true, Arrays.asList(values));
    }

    /**
     * Converts to lower case in Java, because user names and e-mails are also converted in Java before they are stored.
     */
    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

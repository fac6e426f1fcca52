package dev.tenantry.user;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Which users are asked for: conditions that must all hold. Text is compared without regard to case, and what stands
 * in it is never a wildcard, except the {@code *} of {@link #search}. The meaning of each condition is that of
 * Keycloak's own store (JpaUserProvider.predicates, 26.7). One thread.
 */
public final class UserCriteria {

    /** There is one index of e-mails that are their user's alone, and one of the others. */
    static final String EMAIL_IS = "(u.email = ? and not u.email_shared or u.email = ? and u.email_shared)";

    /**
     * Characters of which PostgreSQL can't make 200 by writing them in lower case: what the index has of such a value
     * is all of it. To compare it again would change nothing but PostgreSQL's guess of how many are found: one in 200.
     */
    private static final int SHORT = 60;

    /** So many are found by an index and sorted in the time in which some thousand are gone through in order. */
    private static final int COMMON = 1_000;

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private final List<String> few = new ArrayList<>();
    private final List<Object> fewParameters = new ArrayList<>();
    private boolean mayFindMany;

    /**
     * User name, e-mail, first or last name begins with the text; {@code *} stands for anything, and a text in double
     * quotes must match whole.
     */
    public UserCriteria search(String text) {
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return anyNameIs(text.substring(1, text.length() - 1));
        }
        String pattern = escaped(text).replace('*', '%');
        return anyNameLike(text.endsWith("*") ? pattern : pattern + "%");
    }

    /** User name, e-mail, first or last name contains the text, or is it where exact. */
    public UserCriteria anyName(String text, boolean exact) {
        return exact ? anyNameIs(text) : anyNameLike(infix(text));
    }

    /** User name, e-mail, first or last name contains the text, in which {@code *} stands for anything. */
    public UserCriteria searchAnywhere(String text) {
        return anyNameLike(infix(text).replace('*', '%'));
    }

    private UserCriteria anyNameLike(String pattern) {
        return many("""
                (u.username like ? or u.email like ?
                 or lower(u.first_name) like lower(?) or lower(u.last_name) like lower(?))""",
                lower(pattern), lower(pattern), pattern, pattern);
    }

    private UserCriteria anyNameIs(String text) {
        String lower = lower(text);
        return and(
                "(u.username = ? or " + EMAIL_IS
                        + " or lower(u.first_name) = lower(?) or lower(u.last_name) = lower(?))",
                lower, lower, lower, text, text);
    }

    public UserCriteria username(String text, boolean exact) {
        return exact ? and("u.username = ?", lower(text)) : many("u.username like ?", infix(lower(text)));
    }

    public UserCriteria email(String text, boolean exact) {
        return exact ? and(EMAIL_IS, lower(text), lower(text)) : many("u.email like ?", infix(lower(text)));
    }

    public UserCriteria firstName(String text, boolean exact) {
        return storedAsTyped("u.first_name", text, exact);
    }

    public UserCriteria lastName(String text, boolean exact) {
        return storedAsTyped("u.last_name", text, exact);
    }

    private UserCriteria storedAsTyped(String column, String text, boolean exact) {
        return exact
                ? and("lower(" + column + ") = lower(?)", text)
                : many("lower(" + column + ") like lower(?)", infix(text));
    }

    public UserCriteria emailVerified(boolean verified) {
        return many("u.email_verified = ?", verified);
    }

    public UserCriteria enabled(boolean enabled) {
        return many("u.enabled = ?", enabled);
    }

    /** Milliseconds since the epoch, inclusive. */
    public UserCriteria createdAfter(long time) {
        return many("u.created_at >= ?", time);
    }

    /** Milliseconds since the epoch, inclusive. */
    public UserCriteria createdBefore(long time) {
        return many("u.created_at <= ?", time);
    }

    public UserCriteria notServiceAccount() {
        return and("u.service_account_client is null");
    }

    /** Linked to an account at an identity provider; either may be null, then any will do. */
    public UserCriteria linkedTo(String provider, String brokerUserId) {
        return and("""
                exists (select from broker_link l where l.user_id = u.id
                        and l.provider = coalesce(?, l.provider)
                        and (?::text is null or l.broker_user_id = ?))""", provider, brokerUserId, brokerUserId);
    }

    /** Has an attribute of that name one of whose values contains the text, or is it where exact. */
    public UserCriteria attribute(String name, String text, boolean exact) {
        if (!exact) {
            return many("""
                    exists (select from user_attribute a where a.user_id = u.id
                            and a.name = ? and lower(a.value) like lower(?))""", name, infix(text));
        }
        String isIt = "a.name = ? and left(lower(a.value), 200) = left(lower(?), 200)";
        Object[] values = {name, text};
        if (text.length() > SHORT) {
            isIt += " and lower(a.value) = lower(?)";
            values = new Object[] {name, text, text};
        }
        few.add("(select count(*) from (select from user_attribute a where " + isIt + " limit " + COMMON
                + ") counted) < " + COMMON);
        fewParameters.addAll(Arrays.asList(values));
        return many("exists (select from user_attribute a where a.user_id = u.id and " + isIt + ")", values);
    }

    /** Has an attribute with exactly this value, upper and lower case told apart. */
    public UserCriteria attributeIs(String name, String value) {
        return attribute(name, value, true).and(
                "exists (select from user_attribute a where a.user_id = u.id and a.name = ? and a.value = ?)",
                name, value);
    }

    /** Is in at least one of these groups. */
    public UserCriteria inGroups(Collection<String> groupIds) {
        return many(
                "exists (select from group_membership g where g.user_id = u.id and g.group_id = any (?))",
                (Object) groupIds.toArray(String[]::new));
    }

    /** Is in at least one group, whichever. */
    public UserCriteria inAnyGroup() {
        return many("exists (select from group_membership g where g.user_id = u.id)");
    }

    /** Is in the group by this kind of membership. */
    public UserCriteria inGroup(String groupId, String membershipType) {
        return many("""
                exists (select from group_membership g where g.user_id = u.id
                        and g.group_id = ? and g.membership_type = ?)""", groupId, membershipType);
    }

    /**
     * Is one of these, by the id that they have in the schema.
     *
     * @param ids of users whom Keycloak knows by more than that
     * @param plainIds of users whom it knows by that alone
     */
    public UserCriteria among(Collection<String> ids, Collection<String> plainIds) {
        return and("(u.id = any (?) and not u.plain_id or u.id = any (?) and u.plain_id)",
                ids.toArray(String[]::new), plainIds.toArray(String[]::new));
    }

    public UserCriteria serviceAccountOf(String clientId) {
        return and("u.service_account_client = ?", clientId);
    }

    /** Comes later in the order of user names. */
    UserCriteria after(String username) {
        return and("u.username > ?", username);
    }

    public UserCriteria nobody() {
        return and("false");
    }

    /** Meets at least one of these criteria. */
    public UserCriteria anyOf(UserCriteria... alternatives) {
        return and(
                Arrays.stream(alternatives).map(UserCriteria::conjunction).collect(joining(" or ", "(", ")")),
                Arrays.stream(alternatives).flatMap(one -> one.parameters.stream()).toArray());
    }

    public UserCriteria not(UserCriteria other) {
        return and("not " + other.conjunction(), other.parameters());
    }

    private String conjunction() {
        return conditions.isEmpty() ? "true" : conditions.stream().collect(joining(" and ", "(", ")"));
    }

    public UserCriteria mappedToRole(String roleId) {
        return many("exists (select from role_mapping m where m.user_id = u.id and m.role_id = ?)", roleId);
    }

    /** A condition that many users may meet, or few, and nobody knows where they are in the order of names. */
    private UserCriteria many(String condition, Object... values) {
        mayFindMany = true;
        return and(condition, values);
    }

    private UserCriteria and(String condition, Object... values) {
        conditions.add(condition);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** Whether there is a condition that may be met by many. */
    boolean mayFindMany() {
        return mayFindMany;
    }

    /** Whether fewer than some thousand meet them for certain, as SQL finds out by an index; null where it can't. */
    String fewOrNull() {
        return few.isEmpty() ? null : String.join(" or ", few);
    }

    Object[] fewParameters() {
        return fewParameters.toArray();
    }

    /** What follows {@code from users u}. */
    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    private static String infix(String text) {
        return "%" + escaped(text) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** By Java, as it was when user name or e-mail were stored; PostgreSQL's differs for some letters. */
    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

package dev.tenantry.core.user;

import static java.util.stream.Collectors.joining;

import dev.tenantry.core.db.LikePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The conditions of a search for users. A user is found if all conditions hold. Unless a method says otherwise, upper
 * and lower case are not distinguished. {@link #search} and {@link #searchAnywhere} accept the wildcard {@code *};
 * other methods accept no wildcards. Each condition has the same meaning as in Keycloak's own store
 * (JpaUserProvider.predicates, 26.7). Not thread-safe.
 */
public final class UserCriteria {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private boolean mayFindMany;

    /**
     * The user name, e-mail, first name or last name begins with the text. {@code *} stands for any characters. If the
     * text is in double quotes, one of these four values must equal the quoted text.
     */
    public UserCriteria search(String text) {
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return anyNameIs(text.substring(1, text.length() - 1));
        }
        String pattern = LikePattern.of(text).replace('*', '%');
        return anyNameLike(text.endsWith("*") ? pattern : pattern + "%");
    }

    /**
     * The user name, e-mail, first name or last name contains the text. If {@code exact} is true, one of these four
     * values must equal the text.
     */
    public UserCriteria anyName(String text, boolean exact) {
        return exact ? anyNameIs(text) : anyNameLike(LikePattern.containing(text));
    }

    /** The user name, e-mail, first name or last name contains the text. {@code *} stands for any characters. */
    public UserCriteria searchAnywhere(String text) {
        return anyNameLike(LikePattern.containing(text).replace('*', '%'));
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
                "(u.username = ? or u.email = ? or lower(u.first_name) = lower(?) or lower(u.last_name) = lower(?))",
                lower, lower, text, text);
    }

    public UserCriteria username(String text, boolean exact) {
        return exact ? and("u.username = ?", lower(text)) : many("u.username like ?", LikePattern.containing(lower(text)));
    }

    public UserCriteria email(String text, boolean exact) {
        return exact ? and("u.email = ?", lower(text)) : many("u.email like ?", LikePattern.containing(lower(text)));
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
                : many("lower(" + column + ") like lower(?)", LikePattern.containing(text));
    }

    public UserCriteria emailVerified(boolean verified) {
        return many("u.email_verified = ?", verified);
    }

    public UserCriteria enabled(boolean enabled) {
        return many("u.enabled = ?", enabled);
    }

    /** The user was created at this time or later, in milliseconds since the epoch. */
    public UserCriteria createdAfter(long time) {
        return many("u.created_at >= ?", time);
    }

    /** The user was created at this time or earlier, in milliseconds since the epoch. */
    public UserCriteria createdBefore(long time) {
        return many("u.created_at <= ?", time);
    }

    public UserCriteria notServiceAccount() {
        return and("u.service_account_client is null");
    }

    /**
     * The user is linked to this account at this identity provider. If {@code provider} is null, any provider matches.
     * If {@code brokerUserId} is null, any account matches.
     */
    public UserCriteria linkedTo(String provider, String brokerUserId) {
        if (provider == null && brokerUserId == null) {
            return many("u.broker_links <> '{}'");
        }
        if (provider == null) {
            return many("exists (select from jsonb_each(u.broker_links) link where link.value ->> 'user_id' = ?)",
                    brokerUserId);
        }
        if (brokerUserId == null) {
            return foundBy(FoundBy.brokerLink(provider));
        }
        return foundBy(FoundBy.brokerLink(provider, brokerUserId))
                .and("u.broker_links -> ? ->> 'user_id' = ?", provider, brokerUserId);
    }

    /**
     * The user has an attribute of this name with a value that contains the text; if {@code exact} is true, with a
     * value that equals the text.
     */
    public UserCriteria attribute(String name, String text, boolean exact) {
        if (!exact) {
            // Searches the JSON text of all the attribute's values first, which halves the time of the search.
            return foundBy(FoundBy.attribute(name))
                    .and("lower(u.attributes ->> ?) like lower(?)", name, LikePattern.containing(UserJson.escaped(text)))
                    .and(anyValue("lower(value) like lower(?)"), name, LikePattern.containing(text));
        }
        foundBy(FoundBy.attribute(name, text));
        return FoundBy.isWhole(text) ? this : and(anyValue("lower(value) = lower(?)"), name, text);
    }

    /** The user has the attribute with exactly this value. Upper and lower case are distinguished. */
    public UserCriteria attributeIs(String name, String value) {
        return foundBy(FoundBy.attribute(name, value)).and(anyValue("value = ?"), name, value);
    }

    private static String anyValue(String condition) {
        return "exists (select from jsonb_array_elements_text(u.attributes -> ?) value where " + condition + ")";
    }

    /** The user is in at least one of these groups. */
    public UserCriteria inGroups(Collection<String> groupIds) {
        return many("u.found_by && ?", (Object) groupIds.stream().map(FoundBy::group).toArray(String[]::new));
    }

    /** The user is in at least one group. */
    public UserCriteria inAnyGroup() {
        return many("u.groups <> '{}'");
    }

    /** The user is in the group, with this type of membership. */
    public UserCriteria inGroup(String groupId, String membershipType) {
        return foundBy(FoundBy.group(groupId)).and("u.groups ->> ? = ?", groupId, membershipType);
    }

    /**
     * The user has one of these ids in the schema.
     *
     * @param ids the ids that are not plain
     * @param plainIds the plain ids, which Keycloak uses unchanged
     */
    public UserCriteria among(Collection<String> ids, Collection<String> plainIds) {
        return and("(u.id = any (?) and not u.plain_id or u.id = any (?) and u.plain_id)",
                ids.toArray(String[]::new), plainIds.toArray(String[]::new));
    }

    public UserCriteria serviceAccountOf(String clientId) {
        return foundBy(FoundBy.serviceAccount(clientId));
    }

    /** The user's name follows this name in the order of user names. */
    public UserCriteria after(String username) {
        return and("u.username > ?", username);
    }

    public UserCriteria nobody() {
        return and("false");
    }

    /** The user meets at least one of these criteria. */
    public UserCriteria anyOf(UserCriteria... alternatives) {
        return and(
                Arrays.stream(alternatives).map(UserCriteria::conjunction).collect(joining(" or ", "(", ")")),
                Arrays.stream(alternatives).flatMap(one -> one.parameters.stream()).toArray());
    }

    public UserCriteria not(UserCriteria other) {
        return and("not " + other.conjunction(), other.parameters());
    }

    public UserCriteria meeting(UserCondition condition) {
        mayFindMany |= condition.mayFindMany();
        return and(condition.sql(), condition.values().toArray());
    }

    private String conjunction() {
        return conditions.isEmpty() ? "true" : conditions.stream().collect(joining(" and ", "(", ")"));
    }

    public UserCriteria mappedToRole(String roleId) {
        return foundBy(FoundBy.role(roleId));
    }

    private UserCriteria foundBy(String term) {
        return many("u.found_by @> array[?::text]", term);
    }

    /** Adds a condition that may match many users. */
    private UserCriteria many(String condition, Object... values) {
        mayFindMany = true;
        return and(condition, values);
    }

    private UserCriteria and(String condition, Object... values) {
        conditions.add(condition);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** True if at least one condition may match many users. */
    boolean mayFindMany() {
        return mayFindMany;
    }

    /** The SQL that follows {@code from users u}. */
    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    /**
     * Converts the text to lower case in Java, since user names and e-mails are also converted in Java before they are
     * stored. PostgreSQL's lower() gives different results for some letters.
     */
    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

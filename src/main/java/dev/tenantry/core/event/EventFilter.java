package dev.tenantry.core.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Selects a page of the events that meet all conditions. The newest event comes first, unless
 * {@link #oldestFirst(boolean)} is set to true. Not thread-safe.
 */
public final class EventFilter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private boolean oldestFirst;
    private Integer first;
    private Integer max;

    /** Creates a filter without further conditions: it selects all events of one kind. */
    public EventFilter(EventKind kind) {
        condition("kind = ?", kind.word());
    }

    /** @param types the types of the events to select; an empty list selects no event */
    public EventFilter types(List<String> types) {
        return condition("type = any (?)", (Object) types.toArray(String[]::new));
    }

    public EventFilter user(String userId) {
        return condition("user_id = ?", userId);
    }

    public EventFilter client(String clientId) {
        return condition("client_id = ?", clientId);
    }

    public EventFilter ipAddress(String ipAddress) {
        return condition("ip_address = ?", ipAddress);
    }

    public EventFilter authRealm(String realmId) {
        return condition("auth_realm_id = ?", realmId);
    }

    public EventFilter resourceTypes(List<String> types) {
        return condition("resource_type = any (?)", (Object) types.toArray(String[]::new));
    }

    /**
     * @param pattern a path, in which {@code *} and {@code %} match any text, and {@code _} matches any single
     *     character
     */
    public EventFilter resourcePath(String pattern) {
        return condition("resource_path like ? escape ''", pattern.replace('*', '%'));
    }

    /** @param time milliseconds since the epoch, inclusive */
    public EventFilter from(long time) {
        return condition("time >= ?", time);
    }

    /** @param time milliseconds since the epoch, inclusive */
    public EventFilter to(long time) {
        return condition("time <= ?", time);
    }

    public EventFilter oldestFirst(boolean isOldestFirst) {
        this.oldestFirst = isOldestFirst;
        return this;
    }

    /** @param count the number of events to skip; null or a negative number to skip no event */
    public EventFilter skip(Integer count) {
        this.first = count;
        return this;
    }

    /** @param count the maximum number of events; null or a negative number for no limit */
    public EventFilter limit(Integer count) {
        this.max = count;
        return this;
    }

    /**
     * Adds a condition. If the value has characters that PostgreSQL can't store, replaces them. {@link EventStore}
     * replaces such characters in the same way before it stores an event, so the condition matches the stored value.
     */
    private EventFilter condition(String sql, Object value) {
        conditions.add(sql);
        parameters.add(value instanceof String text ? EventText.storable(text) : value);
        return this;
    }

    String sql(String columns) {
        String order = oldestFirst ? "asc" : "desc";
        return "select " + columns + " from event where " + String.join(" and ", conditions)
                + " order by time " + order + ", id " + order
                + (isSet(max) ? " limit " + max : "")
                + (isSet(first) ? " offset " + first : "");
    }

    private static boolean isSet(Integer number) {
        return number != null && number >= 0;
    }

    Object[] parameters() {
        return Collections.unmodifiableList(parameters).toArray();
    }
}

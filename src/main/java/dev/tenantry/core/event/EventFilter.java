package dev.tenantry.core.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The conditions and the page of a list of events. The newest event comes first, unless set otherwise. Not thread-safe. */
public final class EventFilter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private boolean oldestFirst;
    private Integer first;
    private Integer max;

    /** A filter that all events of one kind pass. */
    public EventFilter(EventKind kind) {
        condition("kind = ?", kind.word());
    }

    /** @param types the permitted types; no event passes if the list is empty */
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

    /** @param pattern a path in which {@code *} and {@code %} stand for any text, and {@code _} for one character */
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

    /** @param count the number of events to leave out; null or a negative number leaves none out */
    public EventFilter skip(Integer count) {
        this.first = count;
        return this;
    }

    /** @param count the greatest number of events; null or a negative number for all */
    public EventFilter limit(Integer count) {
        this.max = count;
        return this;
    }

    /** A condition that a text which PostgreSQL can't store would meet: no stored event has such a text. */
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

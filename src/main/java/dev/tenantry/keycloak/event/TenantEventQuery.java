package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventFilter;
import dev.tenantry.core.event.EventKind;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.events.Event;
import org.keycloak.events.EventQuery;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

/**
 * A query for login events. A tenant's events are read from its schema, and a standard realm's events from Keycloak's
 * own tables. A caller may set the realm after the conditions, so each condition is added to both queries. The query to
 * run is chosen when the result is read. Not thread-safe.
 */
@SuppressWarnings({"deprecation", "JavaUtilDate"}) // Keycloak's interface has deprecated methods, and uses Date
final class TenantEventQuery implements EventQuery {

    private final KeycloakSession session;
    private final EventQuery standard;
    private final EventFilter filter = new EventFilter(EventKind.LOGIN);
    private String realmId;

    TenantEventQuery(KeycloakSession session, EventQuery standard) {
        this.session = session;
        this.standard = standard;
    }

    @Override
    public EventQuery type(EventType... types) {
        standard.type(types);
        filter.types(Arrays.stream(types).map(EventType::name).toList());
        return this;
    }

    @Override
    public EventQuery realm(String id) {
        standard.realm(id);
        realmId = id;
        return this;
    }

    @Override
    public EventQuery client(String clientId) {
        standard.client(clientId);
        filter.client(clientId);
        return this;
    }

    @Override
    public EventQuery user(String userId) {
        standard.user(userId);
        filter.user(userId);
        return this;
    }

    @Override
    public EventQuery fromDate(Date from) {
        return fromDate(from.getTime());
    }

    @Override
    public EventQuery fromDate(long from) {
        standard.fromDate(from);
        filter.from(from);
        return this;
    }

    /** Includes the events of the whole given day, as Keycloak's own query does (JpaEventQuery, 26.7). */
    @Override
    public EventQuery toDate(Date to) {
        ZoneId zone = ZoneId.systemDefault();
        return toDate(to.toInstant().atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli()
                - 1);
    }

    @Override
    public EventQuery toDate(long to) {
        standard.toDate(to);
        filter.to(to);
        return this;
    }

    @Override
    public EventQuery ipAddress(String ipAddress) {
        standard.ipAddress(ipAddress);
        filter.ipAddress(ipAddress);
        return this;
    }

    @Override
    public EventQuery firstResult(int first) {
        standard.firstResult(first);
        filter.skip(first);
        return this;
    }

    @Override
    public EventQuery maxResults(int max) {
        standard.maxResults(max);
        filter.limit(max);
        return this;
    }

    @Override
    public EventQuery orderByDescTime() {
        standard.orderByDescTime();
        filter.oldestFirst(false);
        return this;
    }

    @Override
    public EventQuery orderByAscTime() {
        standard.orderByAscTime();
        filter.oldestFirst(true);
        return this;
    }

    @Override
    public Stream<Event> getResultStream() {
        Optional<TenantEvents> tenant = TenantEvents.of(session, realmId);
        return tenant.isEmpty()
                ? standard.getResultStream()
                : tenant.get().list(filter).stream().map(stored -> LoginEvents.event(realmId, stored));
    }
}

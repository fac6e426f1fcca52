package dev.tenantry.core.event;

import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.List;
import java.util.function.Consumer;

/** Reads and writes the table of events. */
public final class EventStore {

    private static final String COLUMNS = "kind, time, id, type, user_id, client_id, ip_address, session_id,"
            + " auth_realm_id, resource_type, resource_path, representation, error, details";

    /** Inserts an event. Does nothing if an event with the same key is stored already. */
    private static final String INSERT = "insert into event (" + COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing";

    /** The number of events that the driver fetches from PostgreSQL in one round trip of {@link #forEach}. */
    private static final int FETCH_SIZE = 500;

    private static final RowMapper<StoredEvent> EVENT = row -> new StoredEvent(
            EventKind.of(row.getString("kind")),
            row.getLong("time"),
            row.getString("id"),
            row.getString("type"),
            row.getString("user_id"),
            row.getString("client_id"),
            row.getString("ip_address"),
            row.getString("session_id"),
            row.getString("auth_realm_id"),
            row.getString("resource_type"),
            row.getString("resource_path"),
            row.getString("representation"),
            row.getString("error"),
            EventText.details(row.getString("details")));

    private EventStore() {}

    /** Queues the insert of an event. The insert is sent with the next statement or with the commit. */
    public static void insert(TenantHandle handle, StoredEvent event) {
        handle.defer(INSERT, values(event));
    }

    /** Inserts many events. Does nothing for events that are stored already. */
    public static void insertAll(TenantHandle handle, List<StoredEvent> events) {
        handle.batch(INSERT, events.stream().map(EventStore::values).toList());
    }

    private static Object[] values(StoredEvent event) {
        return new Object[] {
            event.kind().word(),
            event.time(),
            event.id(),
            EventText.storable(event.type()),
            EventText.storable(event.userId()),
            EventText.storable(event.clientId()),
            EventText.storable(event.ipAddress()),
            EventText.storable(event.sessionId()),
            EventText.storable(event.authRealmId()),
            EventText.storable(event.resourceType()),
            EventText.storable(event.resourcePath()),
            EventText.storable(event.representation()),
            EventText.storable(event.error()),
            EventText.json(event.details())
        };
    }

    public static List<StoredEvent> list(TenantReadHandle handle, EventFilter filter) {
        return handle.query(filter.sql(COLUMNS), EVENT, filter.parameters());
    }

    /**
     * Passes the selected events to the consumer one by one. Only a few hundred events are in memory at a time.
     *
     * @param handle the handle of a transaction or of a snapshot
     */
    public static void forEach(TenantHandle handle, EventFilter filter, Consumer<StoredEvent> consumer) {
        handle.forEach(filter.sql(COLUMNS), FETCH_SIZE, EVENT, consumer, filter.parameters());
    }

    /**
     * Returns the next events in the order of kind, time and id.
     *
     * @param lastOrNull the event after which to begin; null to begin with the first event
     * @param max the maximum number of events
     */
    public static List<StoredEvent> after(TenantReadHandle handle, StoredEvent lastOrNull, int max) {
        String sql = "select " + COLUMNS + " from event %s order by kind, time, id limit ?";
        return lastOrNull == null
                ? handle.query(sql.formatted(""), EVENT, max)
                : handle.query(sql.formatted("where (kind, time, id) > (?, ?, ?)"), EVENT,
                        lastOrNull.kind().word(), lastOrNull.time(), lastOrNull.id(), max);
    }

    public static int count(TenantReadHandle handle) {
        return handle.count("select count(*) from event");
    }

    /**
     * Deletes events of one kind that happened before the given time, the oldest events first.
     *
     * @param time milliseconds since the epoch
     * @param max the maximum number of events to delete
     * @return the number of deleted events
     */
    public static int deleteOldest(TenantHandle handle, EventKind kind, long time, int max) {
        return handle.update("""
                delete from event where (kind, time, id) in (
                  select kind, time, id from event where kind = ? and time < ? order by time limit ?)""",
                kind.word(), time, max);
    }
}

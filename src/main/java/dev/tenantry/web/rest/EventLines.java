package dev.tenantry.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tenantry.core.event.EventFilter;
import dev.tenantry.core.event.EventStore;
import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.tenant.TenantHandle;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes events as lines of JSON. A line omits fields without a value. */
final class EventLines {

    private static final ObjectWriter JSON = new ObjectMapper().writer();

    private EventLines() {}

    /**
     * Writes the events of each filter, in the order of the filters. Keeps only a few hundred events in memory.
     *
     * @throws UncheckedIOException if the output fails
     */
    static void write(TenantHandle snapshot, List<EventFilter> filters, OutputStream out) {
        BufferedOutputStream lines = new BufferedOutputStream(out);
        try {
            filters.forEach(filter -> EventStore.forEach(snapshot, filter, event -> write(event, lines)));
            lines.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(StoredEvent event, OutputStream lines) {
        try {
            lines.write(JSON.writeValueAsBytes(TenantEventRepresentation.of(event)));
            lines.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

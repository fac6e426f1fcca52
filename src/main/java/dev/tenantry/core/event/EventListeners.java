package dev.tenantry.core.event;

import dev.tenantry.core.tenant.Tenant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * The event listeners of this server. The listeners get each event of a tenant after the event's transaction has
 * committed. A restore or an adoption does not send old events to the listeners. Thread-safe.
 */
public final class EventListeners {

    private static final Logger LOG = Logger.getLogger(EventListeners.class);

    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();

    public void add(EventListener listener) {
        listeners.add(listener);
    }

    /** Passes a committed event to all listeners. Logs the exceptions of listeners, and never throws them. */
    public void tell(Tenant tenant, StoredEvent event) {
        for (EventListener listener : listeners) {
            try {
                listener.committed(tenant, event);
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "Tenant %s: a listener failed on event %s", tenant.name(), event.id());
            }
        }
    }
}

package dev.tenantry.core.event;

import dev.tenantry.core.tenant.Tenant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * The event listeners of this server. Listeners are told of a tenant's event after the event's transaction has
 * committed. They are not told of events that a restored bundle or an adoption brings. Thread-safe.
 */
public final class EventListeners {

    private static final Logger LOG = Logger.getLogger(EventListeners.class);

    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();

    public void add(EventListener listener) {
        listeners.add(listener);
    }

    /** Tells all listeners of a committed event. Never throws. */
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

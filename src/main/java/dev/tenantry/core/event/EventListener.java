package dev.tenantry.core.event;

import dev.tenantry.core.tenant.Tenant;

/** Receives the events of tenants after they are committed, for example to send them to another system. */
@FunctionalInterface
public interface EventListener {

    /**
     * Called on the thread of the request that caused the event, so the listener must be quick. An exception of the
     * listener is logged, and the request continues.
     */
    void committed(Tenant tenant, StoredEvent event);
}

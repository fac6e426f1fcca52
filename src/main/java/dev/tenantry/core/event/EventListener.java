package dev.tenantry.core.event;

import dev.tenantry.core.tenant.Tenant;

/** Receives the events of tenants after they are committed, for example to send them to another system. */
@FunctionalInterface
public interface EventListener {

    /**
     * Called after the event is committed, on the thread of the request that caused the event. The request waits for
     * this method, so the method must be quick. If the method throws an exception, the exception is logged, and the
     * request continues.
     */
    void committed(Tenant tenant, StoredEvent event);
}

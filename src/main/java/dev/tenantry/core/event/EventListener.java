package dev.tenantry.core.event;

import dev.tenantry.core.tenant.Tenant;

/** Receives the events of tenants after they are committed, for example to send them to another system. */
@FunctionalInterface
public interface EventListener {

    /**
     * Called on the thread of the request that caused the event, so it must be quick. If it throws, the exception is
     * logged, and the request goes on.
     */
    void committed(Tenant tenant, StoredEvent event);
}

package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.EventStore;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.keycloak.session.ExceptionTranslation;

/**
 * Deletes events when the session commits. The deletion has a transaction of its own, without a statement timeout,
 * because a tenant can have many millions of events.
 *
 * @param before milliseconds since the epoch; newer events are kept
 */
record EventClearing(TenantTransactions transactions, Tenant tenant, EventKind kind, long before)
        implements Participant {

    @Override
    public void prepare() {
        ExceptionTranslation.run(() -> transactions.recordWithoutTimeouts(
                tenant, handle -> EventStore.deleteBefore(handle, kind, before)));
    }

    @Override
    public void afterCommit() {
        // Nothing remains to be done.
    }

    @Override
    public void afterRollback() {
        // The events are not deleted, or can't be brought back.
    }
}

package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.EventStore;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.keycloak.session.ExceptionTranslation;

/**
 * Deletes events when the session commits, in steps that each have a transaction of their own. One statement that
 * deletes many millions of events would exceed the statement timeout.
 *
 * @param before milliseconds since the epoch; newer events are kept
 */
record EventClearing(TenantTransactions transactions, Tenant tenant, EventKind kind, long before)
        implements Participant {

    /** The maximum number of events that one transaction deletes. The limit keeps transactions short. */
    private static final int STEP = 5_000;

    /**
     * Deletes some of the events, the oldest first, in one transaction.
     *
     * @return true if events may remain
     */
    boolean deleteSome() {
        return STEP == transactions.record(tenant, handle -> EventStore.deleteOldest(handle, kind, before, STEP));
    }

    @Override
    public void prepare() {
        boolean mayRemain = true;
        while (mayRemain) {
            mayRemain = ExceptionTranslation.call(this::deleteSome);
        }
    }

    @Override
    public void afterCommit() {
        // Nothing remains to be done.
    }

    @Override
    public void afterRollback() {
        // Does nothing. If prepare has deleted events, the deletion is already committed and can't be undone.
    }
}

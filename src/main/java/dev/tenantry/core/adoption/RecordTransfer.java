package dev.tenantry.core.adoption;

import dev.tenantry.core.event.EventStore;
import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.invitation.InvitationStore;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransactions;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Moves a realm's events and invitations to the realm's new store, page by page. Run this after the realm has switched
 * stores, since new events and invitations are then written to the new store. If the move is repeated, records that
 * were moved before are skipped. Not thread-safe.
 */
final class RecordTransfer {

    /** The number of records in a page. */
    static final int PAGE = 500;

    private final TenantRegistry registry;
    private final TenantTransactions transactions;
    private final Tenant tenant;
    private final JobClaim claim;
    private int movedEvents;
    private int movedInvitations;

    RecordTransfer(TenantRegistry registry, TenantTransactions transactions, Tenant tenant, JobClaim claim) {
        this.registry = registry;
        this.transactions = transactions;
        this.tenant = tenant;
        this.claim = claim;
    }

    void toSchema(LocalRecords<StoredEvent> events, LocalRecords<StoredInvitation> invitations) {
        toSchema(events, EventStore::insertAll);
        toSchema(invitations, InvitationStore::insertAll);
    }

    private <T> void toSchema(LocalRecords<T> local, BiConsumer<TenantHandle, List<T>> insert) {
        for (List<T> page = local.some(PAGE); !page.isEmpty(); page = local.some(PAGE)) {
            List<T> moving = page;
            // The schema mark of a tenant in service contains no attempt number, so the registry checks the claim.
            // Without this check, a server that hung could restore a record that the tenant has deleted meanwhile.
            registry.runUnder(claim, () -> transactions.record(tenant, handle -> {
                insert.accept(handle, moving);
                return null;
            }));
            local.remove(moving);
        }
    }

    /**
     * Copies all events and invitations from the schema to Keycloak's own tables. Removes nothing, since the schema is
     * dropped afterwards.
     */
    void fromSchema(LocalRecords<StoredEvent> events, LocalRecords<StoredInvitation> invitations) {
        StoredEvent lastEvent = null;
        for (List<StoredEvent> page = eventsAfter(lastEvent); !page.isEmpty(); page = eventsAfter(lastEvent)) {
            events.add(page);
            movedEvents += page.size();
            lastEvent = page.get(page.size() - 1);
        }
        String lastId = "";
        for (List<StoredInvitation> page = invitationsAfter(lastId); !page.isEmpty(); page = invitationsAfter(lastId)) {
            invitations.add(page);
            movedInvitations += page.size();
            lastId = page.get(page.size() - 1).id();
        }
    }

    private List<StoredEvent> eventsAfter(StoredEvent lastOrNull) {
        return transactions.read(tenant, handle -> EventStore.after(handle, lastOrNull, PAGE));
    }

    private List<StoredInvitation> invitationsAfter(String id) {
        return transactions.read(tenant, handle -> InvitationStore.after(handle, id, PAGE));
    }

    /**
     * Checks that {@link #fromSchema} has read all events and invitations. A record that {@link LocalRecords#add} has
     * skipped counts as read.
     *
     * @throws AdoptionException if the schema's number of events or invitations differs from the number of records that
     *     were read, for example because a record was added after the reading
     */
    void requireAllMoved(TenantHandle handle) {
        if (EventStore.count(handle) != movedEvents || InvitationStore.count(handle) != movedInvitations) {
            throw new AdoptionException("The schema has got an event or an invitation meanwhile; the schema is kept."
                    + " Request the release again");
        }
    }
}

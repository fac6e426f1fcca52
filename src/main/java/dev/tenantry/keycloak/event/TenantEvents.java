package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventFilter;
import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.EventStore;
import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.session.UnitOfWork;
import dev.tenantry.keycloak.user.TenantComponents;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The events of one tenant realm. Not thread-safe. */
final class TenantEvents {

    private final TenantsProvider tenants;
    private final RealmModel realm;

    private TenantEvents(TenantsProvider tenants, RealmModel realm) {
        this.tenants = tenants;
        this.realm = realm;
    }

    /**
     * Returns the object that reads and records the events of the realm. Returns empty if the realm does not exist, or
     * is not a tenant's realm.
     */
    static Optional<TenantEvents> of(KeycloakSession session, String realmId) {
        return Optional.ofNullable(realmId)
                .map(id -> realm(session, id))
                .filter(TenantComponents::areIn)
                .map(realm -> new TenantEvents(session.getProvider(TenantsProvider.class), realm));
    }

    private static RealmModel realm(KeycloakSession session, String id) {
        RealmModel current = session.getContext().getRealm();
        return current != null && current.getId().equals(id) ? current : session.realms().getRealm(id);
    }

    /**
     * Records an event when the session commits. Discards the event if the tenant is archived or being removed.
     *
     * @return false if Keycloak's own store must record the event, because an adoption or a release is moving the
     *     realm's data
     */
    boolean record(StoredEvent event) {
        if (tenants.isRemoving(realm)) {
            return discard();
        }
        UnitOfWork unit = tenants.unit(realm);
        return switch (unit.tenant().state()) {
            case ADOPTING, RELEASING -> false;
            case ARCHIVED, DROPPING -> discard();
            case PROVISIONING, ACTIVE, SUSPENDED -> {
                unit.atCommit(
                        handle -> EventStore.insert(handle, event),
                        () -> tenants.eventListeners().tell(unit.tenant(), event));
                yield true;
            }
        };
    }

    private boolean discard() {
        tenants.listener().eventDiscarded();
        return true;
    }

    List<StoredEvent> list(EventFilter filter) {
        return tenants.unit(realm).read(handle -> EventStore.list(handle, filter));
    }

    /**
     * Deletes the events of a kind when the session commits.
     *
     * @param before milliseconds since the epoch; newer events are kept
     */
    void clear(EventKind kind, long before) {
        if (!tenants.isRemoving(realm)) {
            Tenant tenant = tenants.unit(realm).tenant();
            tenants.enlist(tenant.name(), new EventClearing(tenants.transactions(), tenant, kind, before));
        }
    }
}

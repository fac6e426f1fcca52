package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventKind;
import jakarta.persistence.EntityManager;
import org.keycloak.events.Event;
import org.keycloak.events.EventQuery;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AdminEventQuery;
import org.keycloak.events.jpa.JpaEventStoreProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Keycloak's store of events. The events of a tenant's realm are in the tenant's schema; all other events are in
 * Keycloak's own tables. Extends Keycloak's store, because Keycloak casts the provider to that class
 * (JpaEventStoreProviderFactory.invalidate, 26.7). Not thread-safe.
 */
final class TenantEventStore extends JpaEventStoreProvider {

    private final KeycloakSession session;

    TenantEventStore(KeycloakSession session, EntityManager keycloak) {
        super(session, keycloak);
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        boolean isRecorded = TenantEvents.of(session, event.getRealmId())
                .filter(events -> events.record(LoginEvents.stored(event)))
                .isPresent();
        if (!isRecorded) {
            super.onEvent(event);
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        boolean isRecorded = TenantEvents.of(session, event.getRealmId())
                .filter(events -> events.record(AdminEvents.stored(event, includeRepresentation)))
                .isPresent();
        if (!isRecorded) {
            super.onEvent(event, includeRepresentation);
        }
    }

    @Override
    public EventQuery createQuery() {
        return new TenantEventQuery(session, super.createQuery());
    }

    @Override
    public AdminEventQuery createAdminQuery() {
        return new TenantAdminEventQuery(session, super.createAdminQuery());
    }

    @Override
    public void clear(RealmModel realm) {
        super.clear(realm); // Keycloak's table may have events from before an adoption
        clear(realm, EventKind.LOGIN, Long.MAX_VALUE);
    }

    @Override
    public void clear(RealmModel realm, long olderThan) {
        super.clear(realm, olderThan);
        clear(realm, EventKind.LOGIN, olderThan);
    }

    @Override
    public void clearAdmin(RealmModel realm) {
        super.clearAdmin(realm);
        clear(realm, EventKind.ADMIN, Long.MAX_VALUE);
    }

    @Override
    public void clearAdmin(RealmModel realm, long olderThan) {
        super.clearAdmin(realm, olderThan);
        clear(realm, EventKind.ADMIN, olderThan);
    }

    private void clear(RealmModel realm, EventKind kind, long olderThan) {
        TenantEvents.of(session, realm.getId()).ifPresent(events -> events.clear(kind, olderThan));
    }

    @Override
    public void clearExpiredEvents() {
        super.clearExpiredEvents();
        new ExpiredEvents(session).clearLoginEvents();
    }

    @Override
    protected void clearExpiredAdminEvents() {
        super.clearExpiredAdminEvents();
        new ExpiredEvents(session).clearAdminEvents();
    }
}

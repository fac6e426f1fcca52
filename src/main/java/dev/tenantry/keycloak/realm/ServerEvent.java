package dev.tenantry.keycloak.realm;

import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Sends an admin event of realm master for a change that the server itself makes. The event has no user, client or
 * address, and its detail {@code by} has the value {@code server}. Rejected: Keycloak's AdminEventBuilder, since it
 * needs a user (26.7).
 */
public final class ServerEvent {

    private static final Logger LOG = Logger.getLogger(ServerEvent.class);

    private ServerEvent() {}

    /**
     * Stores the event in the session's transaction, and passes the event to the event listeners of master, as Keycloak
     * does.
     */
    public static void send(KeycloakSession session, OperationType operation, String... path) {
        RealmModel master = MasterRealm.of(session);
        AdminEvent event = event(master, operation, String.join("/", path));
        boolean withDetails = master.isAdminEventsDetailsEnabled();
        EventStoreProvider store = session.getProvider(EventStoreProvider.class);
        if (master.isAdminEventsEnabled() && store != null) {
            store.onEvent(event, withDetails);
        }
        session.getKeycloakSessionFactory()
                .getProviderFactoriesStream(EventListenerProvider.class)
                .map(EventListenerProviderFactory.class::cast)
                .filter(listener -> listener.isGlobal()
                        || master.getEventsListenersStream().anyMatch(listener.getId()::equals))
                .forEach(listener -> tell(session, listener.getId(), event, withDetails));
    }

    private static AdminEvent event(RealmModel master, OperationType operation, String path) {
        AuthDetails nobody = new AuthDetails();
        nobody.setRealmId(master.getId());
        nobody.setRealmName(master.getName());
        AdminEvent event = new AdminEvent();
        event.setId(UUID.randomUUID().toString());
        event.setTime(Time.currentTimeMillis());
        event.setRealmId(master.getId());
        event.setRealmName(master.getName());
        event.setAuthDetails(nobody);
        event.setOperationType(operation);
        event.setResourceTypeAsString("TENANT");
        event.setResourcePath(path);
        event.setDetails(Map.of("by", "server"));
        return event;
    }

    /**
     * Passes the event to a listener. If the listener fails, logs the failure, since a listener must not prevent the
     * change.
     */
    private static void tell(KeycloakSession session, String listener, AdminEvent event, boolean withDetails) {
        try {
            session.getProvider(EventListenerProvider.class, listener).onEvent(event, withDetails);
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "The event listener %s failed", listener);
        }
    }
}

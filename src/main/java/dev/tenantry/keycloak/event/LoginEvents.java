package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.StoredEvent;
import java.util.UUID;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/** Converts login events from Keycloak's class to {@link StoredEvent}, and back. */
final class LoginEvents {

    private LoginEvents() {}

    static StoredEvent stored(Event event) {
        return new StoredEvent(
                EventKind.LOGIN,
                event.getTime(),
                event.getId() == null ? UUID.randomUUID().toString() : event.getId(),
                event.getType().name(),
                event.getUserId(),
                event.getClientId(),
                event.getIpAddress(),
                event.getSessionId(),
                null,
                null,
                null,
                null,
                event.getError(),
                event.getDetails());
    }

    static Event event(String realmId, StoredEvent stored) {
        Event event = new Event();
        event.setId(stored.id());
        event.setTime(stored.time());
        event.setType(EventType.valueOf(stored.type()));
        event.setRealmId(realmId);
        event.setClientId(stored.clientId());
        event.setUserId(stored.userId());
        event.setSessionId(stored.sessionId());
        event.setIpAddress(stored.ipAddress());
        event.setError(stored.error());
        event.setDetails(stored.details());
        return event;
    }
}

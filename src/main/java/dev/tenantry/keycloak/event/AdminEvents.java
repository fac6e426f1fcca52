package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.StoredEvent;
import java.util.UUID;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.OperationType;

/** Converts admin events from Keycloak's class to {@link StoredEvent}, and back. */
final class AdminEvents {

    private AdminEvents() {}

    static StoredEvent stored(AdminEvent event, boolean withRepresentation) {
        AuthDetails admin = event.getAuthDetails();
        return new StoredEvent(
                EventKind.ADMIN,
                event.getTime(),
                event.getId() == null ? UUID.randomUUID().toString() : event.getId(),
                event.getOperationType().name(),
                admin.getUserId(),
                admin.getClientId(),
                admin.getIpAddress(),
                null,
                admin.getRealmId(),
                event.getResourceTypeAsString(),
                event.getResourcePath(),
                withRepresentation ? event.getRepresentation() : null,
                event.getError(),
                event.getDetails());
    }

    static AdminEvent event(String realmId, StoredEvent stored) {
        AuthDetails admin = new AuthDetails();
        admin.setRealmId(stored.authRealmId());
        admin.setClientId(stored.clientId());
        admin.setUserId(stored.userId());
        admin.setIpAddress(stored.ipAddress());
        AdminEvent event = new AdminEvent();
        event.setId(stored.id());
        event.setTime(stored.time());
        event.setRealmId(realmId);
        event.setAuthDetails(admin);
        event.setOperationType(OperationType.valueOf(stored.type()));
        if (stored.resourceType() != null) {
            event.setResourceTypeAsString(stored.resourceType());
        }
        event.setResourcePath(stored.resourcePath());
        event.setError(stored.error());
        event.setRepresentation(stored.representation());
        event.setDetails(stored.details());
        return event;
    }
}

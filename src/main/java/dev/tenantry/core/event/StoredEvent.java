package dev.tenantry.core.event;

import java.util.Map;

/**
 * A stored event: one row of the table of events. A field is null if the event has no value for the field. Only admin
 * events have {@code authRealmId}, {@code resourceType}, {@code resourcePath} and {@code representation}. Only login
 * events have {@code sessionId}.
 *
 * @param time milliseconds since the epoch
 * @param type the type of the event. The type of a login event is, for example, {@code LOGIN_ERROR}. The type of an
 *     admin event is {@code CREATE}, {@code UPDATE}, {@code DELETE} or {@code ACTION}
 * @param userId Keycloak's id of the user; in an admin event, Keycloak's id of the administrator
 * @param authRealmId the id of the realm in which the administrator signed in
 * @param representation the changed object as JSON; null if the realm records no representations
 */
public record StoredEvent(
        EventKind kind,
        long time,
        String id,
        String type,
        String userId,
        String clientId,
        String ipAddress,
        String sessionId,
        String authRealmId,
        String resourceType,
        String resourcePath,
        String representation,
        String error,
        Map<String, String> details) {

    /** Omits all personal data. */
    @Override
    public String toString() {
        return "StoredEvent[kind=" + kind + ", id=" + id + ", type=" + type + "]";
    }
}

package dev.tenantry.core.event;

import java.util.Map;

/**
 * An event as it is stored: one row of the table of events. A field is null if the event has no value for the field.
 * {@code authRealmId}, {@code resourceType}, {@code resourcePath} and {@code representation} belong to admin events,
 * and {@code sessionId} to login events.
 *
 * @param time milliseconds since the epoch
 * @param type the type: for a login event, for example {@code LOGIN_ERROR}; for an admin event, {@code CREATE}, {@code
 *     UPDATE}, {@code DELETE} or {@code ACTION}
 * @param userId Keycloak's id of the user; in an admin event, Keycloak's id of the administrator
 * @param authRealmId the id of the realm in which the administrator signed in
 * @param representation the changed object as JSON
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

    /** Omits all data of persons. */
    @Override
    public String toString() {
        return "StoredEvent[kind=" + kind + ", id=" + id + ", type=" + type + "]";
    }
}

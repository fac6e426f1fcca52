package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.event.StoredEvent;
import java.util.Map;

/**
 * One line of an export of events. A line omits fields without a value.
 *
 * @param kind {@code login} for a login event, {@code admin} for an admin event
 * @param time milliseconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantEventRepresentation(
        String kind,
        String id,
        long time,
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

    static TenantEventRepresentation of(StoredEvent event) {
        return new TenantEventRepresentation(
                event.kind().word(), event.id(), event.time(), event.type(), event.userId(), event.clientId(),
                event.ipAddress(), event.sessionId(), event.authRealmId(), event.resourceType(), event.resourcePath(),
                event.representation(), event.error(), event.details());
    }
}

package dev.tenantry.keycloak.local;

import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.EventText;
import dev.tenantry.core.event.StoredEvent;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.events.jpa.AdminEventEntity;
import org.keycloak.events.jpa.EventEntity;

/** Converts events between Keycloak's entities and rows of a tenant's schema. */
final class EventEntities {

    /**
     * The length of Keycloak's columns for the ids, IP addresses and errors of events. A tenant's columns have no
     * limit, so texts that are too long for Keycloak's columns are cut.
     */
    private static final int MAX = 255;

    private static final int MAX_RESOURCE_TYPE = 64;
    private static final int MAX_RESOURCE_PATH = 2_550;

    private EventEntities() {}

    static String of(EventKind kind) {
        return kind == EventKind.LOGIN ? "EventEntity" : "AdminEventEntity";
    }

    static List<StoredEvent> logins(EntityManager keycloak, String realmId, int max) {
        return some(keycloak, EventEntity.class, realmId, max).stream().map(EventEntities::stored).toList();
    }

    static List<StoredEvent> changes(EntityManager keycloak, String realmId, int max) {
        return some(keycloak, AdminEventEntity.class, realmId, max).stream().map(EventEntities::stored).toList();
    }

    private static <T> List<T> some(EntityManager keycloak, Class<T> type, String realmId, int max) {
        return keycloak.createQuery(
                        "select e from " + type.getSimpleName() + " e where e.realmId = :realm order by e.time", type)
                .setParameter("realm", realmId)
                .setMaxResults(max)
                .getResultList();
    }

    private static StoredEvent stored(EventEntity entity) {
        return new StoredEvent(
                EventKind.LOGIN, entity.getTime(), entity.getId(), entity.getType(), entity.getUserId(),
                entity.getClientId(), entity.getIpAddress(), entity.getSessionId(), null, null, null, null,
                entity.getError(), EventText.details(entity.getDetailsJson()));
    }

    private static StoredEvent stored(AdminEventEntity entity) {
        return new StoredEvent(
                EventKind.ADMIN, entity.getTime(), entity.getId(), entity.getOperationType(), entity.getAuthUserId(),
                entity.getAuthClientId(), entity.getAuthIpAddress(), null, entity.getAuthRealmId(),
                entity.getResourceType(), entity.getResourcePath(), entity.getRepresentation(), entity.getError(),
                EventText.details(entity.getDetailsJson()));
    }

    static Object entity(String realmId, StoredEvent event) {
        return event.kind() == EventKind.LOGIN ? login(realmId, event) : change(realmId, event);
    }

    private static EventEntity login(String realmId, StoredEvent event) {
        EventEntity entity = new EventEntity();
        entity.setId(event.id());
        entity.setTime(event.time());
        entity.setType(event.type());
        entity.setRealmId(realmId);
        entity.setUserId(cut(event.userId(), MAX));
        entity.setClientId(cut(event.clientId(), MAX));
        entity.setIpAddress(cut(event.ipAddress(), MAX));
        entity.setSessionId(cut(event.sessionId(), MAX));
        entity.setError(cut(event.error(), MAX));
        entity.setDetailsJson(EventText.json(event.details()));
        return entity;
    }

    private static AdminEventEntity change(String realmId, StoredEvent event) {
        AdminEventEntity entity = new AdminEventEntity();
        entity.setId(event.id());
        entity.setTime(event.time());
        entity.setOperationType(event.type());
        entity.setRealmId(realmId);
        entity.setAuthRealmId(cut(event.authRealmId(), MAX));
        entity.setAuthUserId(cut(event.userId(), MAX));
        entity.setAuthClientId(cut(event.clientId(), MAX));
        entity.setAuthIpAddress(cut(event.ipAddress(), MAX));
        entity.setResourceType(cut(event.resourceType(), MAX_RESOURCE_TYPE));
        entity.setResourcePath(cut(event.resourcePath(), MAX_RESOURCE_PATH));
        entity.setRepresentation(event.representation());
        entity.setError(cut(event.error(), MAX));
        entity.setDetailsJson(EventText.json(event.details()));
        return entity;
    }

    static String cut(String textOrNull, int max) {
        return textOrNull == null || textOrNull.length() <= max ? textOrNull : textOrNull.substring(0, max);
    }
}

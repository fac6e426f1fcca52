package dev.tenantry.keycloak.local;

import dev.tenantry.core.adoption.LocalRecords;
import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.tenant.JobClaim;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSessionFactory;

/** The events of one realm in Keycloak's own tables. Thread-safe. */
public final class KeycloakEvents implements LocalRecords<StoredEvent> {

    private final String realmId;
    private final ClaimedRealm claimed;

    public KeycloakEvents(KeycloakSessionFactory factory, String realmId, JobClaim claim) {
        this.realmId = realmId;
        this.claimed = new ClaimedRealm(factory, realmId, claim);
    }

    @Override
    public List<StoredEvent> some(int max) {
        return claimed.transaction(keycloak -> {
            List<StoredEvent> logins = EventEntities.logins(keycloak, realmId, max);
            return logins.isEmpty() ? EventEntities.changes(keycloak, realmId, max) : logins;
        });
    }

    @Override
    public void remove(List<StoredEvent> events) {
        claimed.transaction(keycloak -> {
            for (EventKind kind : EventKind.values()) {
                List<String> ids = ids(events, kind);
                if (!ids.isEmpty()) {
                    keycloak.createQuery("delete from " + EventEntities.of(kind) + " e where e.realmId = :realm and e.id in :ids")
                            .setParameter("realm", realmId)
                            .setParameter("ids", ids)
                            .executeUpdate();
                }
            }
            return null;
        });
    }

    @Override
    public void add(List<StoredEvent> events) {
        claimed.transaction(keycloak -> {
            Set<String> present = new HashSet<>();
            for (EventKind kind : EventKind.values()) {
                present.addAll(present(keycloak, kind, ids(events, kind)));
            }
            events.stream()
                    .filter(event -> !present.contains(event.id()))
                    .forEach(event -> keycloak.persist(EventEntities.entity(realmId, event)));
            return null;
        });
    }

    private static List<String> present(EntityManager keycloak, EventKind kind, List<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : keycloak.createQuery("select e.id from " + EventEntities.of(kind) + " e where e.id in :ids", String.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    private static List<String> ids(List<StoredEvent> events, EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).map(StoredEvent::id).toList();
    }
}

package dev.tenantry.keycloak.event;

import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.RealmAttributes;

/**
 * Deletes the expired events of all tenants. Keycloak calls this class periodically, on one server at a time. If one
 * tenant's database fails, the events of the other tenants are still deleted. Not thread-safe.
 */
final class ExpiredEvents {

    private static final Logger LOG = Logger.getLogger(ExpiredEvents.class);

    /**
     * The maximum duration of a run, as in Keycloak's own store (JpaEventStoreProvider, 26.7). The next run deletes the
     * expired events that remain.
     */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(4);

    private final TenantsProvider tenants;
    private final EntityManager keycloak;
    private final long now = Time.currentTimeMillis();
    private final long deadline = System.nanoTime() + LONGEST_RUN.toNanos();

    ExpiredEvents(KeycloakSession session) {
        this.tenants = session.getProvider(TenantsProvider.class);
        this.keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    void clearLoginEvents() {
        Map<String, Long> seconds = new HashMap<>();
        keycloak.createQuery(
                        "select r.id, r.eventsExpiration from RealmEntity r where r.eventsExpiration > 0", Object[].class)
                .getResultList()
                .forEach(row -> seconds.put((String) row[0], (Long) row[1]));
        clear(EventKind.LOGIN, seconds);
    }

    /**
     * Deletes expired admin events. A realm attribute contains the age in seconds at which the realm's admin events
     * expire. If the attribute is not a positive whole number, the events do not expire.
     */
    void clearAdminEvents() {
        Map<String, Long> seconds = new HashMap<>();
        keycloak.createQuery(
                        "select a.realm.id, a.value from RealmAttributeEntity a where a.name = :name", Object[].class)
                .setParameter("name", RealmAttributes.ADMIN_EVENTS_EXPIRATION)
                .getResultList()
                .forEach(row -> positive((String) row[1]).ifPresent(value -> seconds.put((String) row[0], value)));
        clear(EventKind.ADMIN, seconds);
    }

    private static Optional<Long> positive(String text) {
        try {
            return Optional.of(Long.valueOf(text)).filter(value -> value > 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty(); // Keycloak's own store logs a warning about such a text
        }
    }

    /** @param seconds a map from realm id to the age, in seconds, at which the realm's events expire */
    private void clear(EventKind kind, Map<String, Long> seconds) {
        List<Tenant> recording = tenants.registry().recordingEvents(seconds.keySet());
        for (Tenant tenant : recording) {
            long age = seconds.get(tenant.realmId());
            TenantLog.run(tenant.name().value(), () -> clear(tenant, kind, age));
        }
    }

    private void clear(Tenant tenant, EventKind kind, long seconds) {
        try {
            EventClearing clearing = new EventClearing(tenants.transactions(), tenant, kind, before(seconds));
            boolean mayRemain = true;
            while (mayRemain && System.nanoTime() < deadline) {
                mayRemain = clearing.deleteSome();
            }
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Tenant %s: the expired %s events were not deleted; the next run tries again",
                    tenant.name(), kind.word());
        }
    }

    /**
     * Returns the time, in milliseconds since the epoch, before which an event is expired. Returns 0, so that no event
     * is expired, if the age is longer than the time since the epoch. A realm's admin can set any age up to
     * {@link Long#MAX_VALUE}, so the age in milliseconds may not be a long.
     *
     * @param seconds the age at which events expire
     */
    private long before(long seconds) {
        long longest = TimeUnit.MILLISECONDS.toSeconds(now);
        return seconds > longest ? 0 : now - TimeUnit.SECONDS.toMillis(seconds);
    }
}

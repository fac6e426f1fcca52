package dev.tenantry.realm;

import dev.tenantry.tenant.KnownRealm;
import dev.tenantry.tenant.TenantCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Keycloak's servers tell each other what has changed. This one does not rely on it for tenants: every other second it
 * looks whether one of those that it knows has changed, and whether its caches have heard of it. Where they have not, or
 * where it has stood still for so long that others may have taken it for dead and told it nothing, it empties them, as
 * Keycloak itself does once servers that had lost each other have met again, which takes half a minute and more. One
 * thread.
 */
final class CacheWatch implements Runnable {

    private static final Logger LOG = Logger.getLogger(CacheWatch.class);

    static final Duration PERIOD = Duration.ofSeconds(2);

    /**
     * Between the beginnings of two looks: longer than a slow database makes one, and well below the 40 s after
     * which a server is taken for dead (JGroups' FD_ALL3, as Keycloak has it).
     */
    private static final Duration STANDSTILL = Duration.ofSeconds(15);

    /** The registry changes a little before the realm, and what a session reads meanwhile may get into a cache. */
    private static final Duration SUSPECT_FOR = Duration.ofSeconds(30);

    private final TenantCache cache;
    private final CachedRealms caches;
    private final Map<KnownRealm, Long> suspectUntil = new HashMap<>();
    private long lastLook = System.nanoTime();
    private boolean failing;

    CacheWatch(TenantCache cache, CachedRealms caches) {
        this.cache = cache;
        this.caches = caches;
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        Duration pause = Duration.ofNanos(now - lastLook);
        lastLook = now; // and not once it has ended: the standstill may be in the middle of it
        try {
            if (pause.compareTo(STANDSTILL) > 0) {
                LOG.warnf("This server has stood still for %d s: it forgets what it has cached", pause.toSeconds());
                caches.empty();
            }
            look(now);
            failing = false;
        } catch (RuntimeException failure) {
            LOG.logf(failing ? Level.DEBUG : Level.WARN, // once in an outage
                    "Can't compare what is cached with the database: %s", failure.getMessage());
            failing = true;
        }
    }

    private void look(long now) {
        cache.compare().forEach(realm -> suspectUntil.put(realm, now + SUSPECT_FOR.toNanos()));
        suspectUntil.values().removeIf(until -> until - now < 0);
        Set<KnownRealm> stale = suspectUntil.isEmpty() ? Set.of() : caches.stale(suspectUntil.keySet());
        if (!stale.isEmpty()) {
            LOG.warnf("This server has not heard of changes to %d realms, such as %s: it forgets what it has cached",
                    stale.size(), stale.iterator().next().name());
            caches.empty();
        }
    }
}

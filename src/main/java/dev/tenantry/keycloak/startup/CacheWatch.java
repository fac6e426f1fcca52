package dev.tenantry.keycloak.startup;

import dev.tenantry.core.lifecycle.TenantCache;
import dev.tenantry.core.tenant.KnownRealm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Checks every two seconds whether this server's caches of tenants' realms are stale, and empties stale caches. The
 * check is needed because a server learns about a change on another server by a message, and a message can get lost.
 *
 * <p>The caches are also emptied if this server was paused for long: the cluster may have removed this server, so that
 * it got no messages. Keycloak itself empties the caches only after the servers of a split cluster have merged again,
 * which takes half a minute or more. Not thread-safe.
 */
final class CacheWatch implements Runnable {

    private static final Logger LOG = Logger.getLogger(CacheWatch.class);

    static final Duration PERIOD = Duration.ofSeconds(2);

    /**
     * The longest time that normally passes between the starts of two checks. If more time passes, this server was
     * paused. The value is longer than a check on a slow database takes, and well below the 40 s after which the
     * cluster removes a silent server (JGroups' FD_ALL3 in Keycloak's configuration).
     */
    private static final Duration STANDSTILL = Duration.ofSeconds(15);

    /**
     * How long this server checks a realm after the realm's tenant has changed in the registry. The registry is changed
     * shortly before the realm. Between the two changes a session may read the unchanged realm into a cache.
     */
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
        lastLook = now; // set first, since the server may be paused during the check
        try {
            if (pause.compareTo(STANDSTILL) > 0) {
                LOG.warnf("This server has stood still for %d s: it empties its caches", pause.toSeconds());
                caches.empty();
            }
            look(now);
            failing = false;
        } catch (RuntimeException failure) {
            LOG.logf(failing ? Level.DEBUG : Level.WARN, // one warning per outage
                    "Can't compare the caches with the database: %s", failure.getMessage());
            failing = true;
        }
    }

    private void look(long now) {
        cache.compare().forEach(realm -> suspectUntil.put(realm, now + SUSPECT_FOR.toNanos()));
        suspectUntil.values().removeIf(until -> until - now < 0);
        Set<KnownRealm> stale = suspectUntil.isEmpty() ? Set.of() : caches.stale(suspectUntil.keySet());
        if (!stale.isEmpty()) {
            LOG.warnf("This server missed changes to %d realms, such as %s: it empties its caches",
                    stale.size(), stale.iterator().next().name());
            caches.empty();
        }
    }
}

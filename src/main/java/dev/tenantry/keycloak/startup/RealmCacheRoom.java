package dev.tenantry.keycloak.startup;

import dev.tenantry.core.tenant.TenantRegistry;
import java.util.Optional;
import org.infinispan.Cache;
import org.jboss.logging.Logger;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Checks that Keycloak's realm cache has room for all tenants. If the cache is too small, Keycloak reads the roles of
 * all realms from the database for each call that checks the role {@code admin} of realm master. Such a call takes
 * seconds, and no log line shows the reason.
 */
final class RealmCacheRoom {

    private static final Logger LOG = Logger.getLogger(RealmCacheRoom.class);

    /**
     * The number of cache entries that a realm of the default template needs, for the realm, its clients and the
     * clients' roles. The number includes an entry for each name by which Keycloak looks up one of these objects.
     */
    private static final int ENTRIES_OF_A_REALM = 30;

    /**
     * The number of entries for each tenant in a cache of the recommended size. Ten of these entries are for clients
     * and roles that are created later.
     */
    private static final int ENTRIES_TO_ADVISE = 40;

    private RealmCacheRoom() {}

    /** Logs a warning if the cache is too small. */
    static void check(KeycloakSession session, TenantRegistry registry) {
        Cache<?, ?> cache = session.getProvider(InfinispanConnectionProvider.class)
                .getCache(InfinispanConnectionProvider.REALM_CACHE_NAME);
        warning(registry.count("", null), cache.getCacheConfiguration().memory().maxCount()).ifPresent(LOG::warn);
    }

    /**
     * Returns the warning; empty if the cache is large enough.
     *
     * @param room the maximum number of entries; zero or a negative number means no limit
     */
    static Optional<String> warning(int tenants, long room) {
        if (room <= 0 || (long) tenants * ENTRIES_OF_A_REALM <= room) {
            return Optional.empty();
        }
        return Optional.of("Keycloak's realm cache has room for " + room + " entries, too few for " + tenants
                + " tenants: calls of realm master's admins will be slow. Set --cache-embedded-realms-max-count="
                + (long) tenants * ENTRIES_TO_ADVISE + " or more");
    }
}

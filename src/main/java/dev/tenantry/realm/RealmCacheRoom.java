package dev.tenantry.realm;

import dev.tenantry.tenant.TenantRegistry;
import java.util.Optional;
import org.infinispan.Cache;
import org.jboss.logging.Logger;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Whether Keycloak's realm cache has room for all tenants. Where it has not, Keycloak reads the roles of all realms
 * anew for each call of master's {@code admin} that asks for his, and nobody would guess why that takes seconds.
 */
final class RealmCacheRoom {

    private static final Logger LOG = Logger.getLogger(RealmCacheRoom.class);

    /** A realm as our template makes it has some thirty: itself, its clients, their roles, the names of each. */
    private static final int ENTRIES_OF_A_REALM = 30;

    /** Ten of them for clients and roles that are made later. */
    private static final int ENTRIES_TO_ADVISE = 40;

    private RealmCacheRoom() {}

    /** Warns on the log of one that is too small. */
    static void check(KeycloakSession session, TenantRegistry registry) {
        Cache<?, ?> cache = session.getProvider(InfinispanConnectionProvider.class)
                .getCache(InfinispanConnectionProvider.REALM_CACHE_NAME);
        warning(registry.count("", null), cache.getCacheConfiguration().memory().maxCount()).ifPresent(LOG::warn);
    }

    /** @param room in entries; none or a negative number is one without a limit */
    static Optional<String> warning(int tenants, long room) {
        if (room <= 0 || (long) tenants * ENTRIES_OF_A_REALM <= room) {
            return Optional.empty();
        }
        return Optional.of("Keycloak's realm cache has room for " + room + " entries, too few for " + tenants
                + " tenants: calls of realm master's admins will be slow. Set --cache-embedded-realms-max-count="
                + (long) tenants * ENTRIES_TO_ADVISE + " or more");
    }
}

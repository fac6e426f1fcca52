package dev.tenantry.keycloak.startup;

import dev.tenantry.core.tenant.KnownRealm;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Compares this server's cached realms with Keycloak's database. Thread-safe. */
record CachedRealms(KeycloakSessionFactory factory) {

    private record Row(String name, boolean enabled, int notBefore) {}

    /**
     * Returns the realms whose cached name, enabled flag, not-before date or existence is stale. Compares each realm
     * that differs a second time: the realm may have been changed after its cached values were read and before its row
     * was read.
     */
    Set<KnownRealm> stale(Collection<KnownRealm> realms) {
        Set<KnownRealm> different = different(realms);
        return different.isEmpty() ? different : different(different);
    }

    private Set<KnownRealm> different(Collection<KnownRealm> realms) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            Map<KnownRealm, RealmModel> byName = realms.stream()
                    .filter(realm -> session.realms().getRealmByName(realm.name()) != null)
                    .collect(Collectors.toMap(realm -> realm, realm -> session.realms().getRealmByName(realm.name())));
            Map<String, Row> cached = realms.stream()
                    .map(realm -> session.realms().getRealm(realm.id()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toMap(
                            RealmModel::getId,
                            realm -> new Row(realm.getName(), realm.isEnabled(), realm.getNotBefore()),
                            (one, same) -> one));
            Map<String, Row> stored = stored(session, realms);
            return realms.stream()
                    .filter(realm -> !Objects.equals(cached.get(realm.id()), stored.get(realm.id()))
                            || isMisnamed(byName.get(realm), realm.name()))
                    .collect(Collectors.toSet());
        });
    }

    /**
     * True if a look-up by name finds a realm with another name. Keycloak caches names and realms separately, so the
     * entry of a name may be older than the entry of the realm.
     */
    private static boolean isMisnamed(RealmModel found, String name) {
        return found != null && !found.getName().equals(name);
    }

    private static Map<String, Row> stored(KeycloakSession session, Collection<KnownRealm> realms) {
        List<String> ids = realms.stream().map(KnownRealm::id).distinct().toList();
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("select r.id, r.name, r.enabled, r.notBefore from RealmEntity r where r.id in :ids", Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> (String) row[0],
                        row -> new Row((String) row[1], (Boolean) row[2], (Integer) row[3])));
    }

    /**
     * Empties the realm caches of this server only, as Keycloak does after a split cluster has merged
     * (InfinispanClusterProviderFactory, 26.7).
     */
    void empty() {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            InfinispanConnectionProvider caches = session.getProvider(InfinispanConnectionProvider.class);
            Arrays.stream(InfinispanConnectionProvider.LOCAL_CACHE_NAMES)
                    .map(name -> caches.getCache(name, false))
                    .filter(Objects::nonNull)
                    .filter(cache -> cache.getCacheConfiguration().clustering().cacheMode() == CacheMode.LOCAL)
                    .forEach(Cache::clear);
        });
    }
}

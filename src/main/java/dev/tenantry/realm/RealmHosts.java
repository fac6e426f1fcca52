package dev.tenantry.realm;

import dev.tenantry.tenant.TenantException;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.urls.UrlType;

/**
 * Which realm has which host of its own: an attribute of Keycloak's, which makes all addresses that the realm gives out
 * begin there, its issuer too. Asked of Keycloak's database, where stock realms have theirs as well.
 */
public final class RealmHosts {

    /** What Keycloak calls it (HostnameV2Provider, 26.7). */
    private static final String ATTRIBUTE = "frontendUrl";

    /** Of no realm; whoever gives a host to a realm has this lock. */
    private static final String LOCK = "hosts";

    private RealmHosts() {}

    /** The frontend addresses of those of the realms that have one, by realm. */
    public static Map<String, URI> of(KeycloakSession session, Collection<String> realmIds) {
        Map<String, URI> addresses = new HashMap<>();
        if (!realmIds.isEmpty()) {
            for (Object[] row : query(session, "a.realm.id in :argument", realmIds)) {
                address((String) row[1]).ifPresent(address -> addresses.put((String) row[0], address));
            }
        }
        return addresses;
    }

    /** The attributes that a realm at this address is to have; null for a realm without an address of its own. */
    static Map<String, String> attributes(String addressOrNull) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(ATTRIBUTE, addressOrNull);
        return attributes;
    }

    /**
     * Sees to it that nobody else has the host of this address, until the session's transaction ends.
     *
     * @throws TenantException (host taken)
     */
    static void claim(KeycloakSession session, String realmId, String address) {
        if (isTaken(session, realmId, address)) {
            throw TenantException.hostTaken(URI.create(address).getHost());
        }
    }

    /** Of a realm that is about to be imported: takes from it a host that another one has. */
    static void dropIfTaken(KeycloakSession session, RealmRepresentation realm) {
        String address = realm.getAttributesOrEmpty().get(ATTRIBUTE);
        if (address != null && isTaken(session, realm.getId(), address)) {
            realm.getAttributes().remove(ATTRIBUTE);
        }
    }

    private static boolean isTaken(KeycloakSession session, String realmId, String address) {
        RealmLock.take(session, LOCK);
        Optional<String> host = address(address).map(URI::getHost).map(name -> name.toLowerCase(Locale.ROOT));
        return host.isPresent() && (isKeycloaks(session, host.get())
                || query(session, "lower(a.value) like concat('%', :argument, '%')", host.get()).stream()
                        .filter(row -> !row[0].equals(realmId))
                        .map(row -> address((String) row[1]).map(URI::getHost).orElse(null))
                        .filter(Objects::nonNull)
                        .anyMatch(host.get()::equalsIgnoreCase));
    }

    /** Where master is, and with it all realms that have no host of their own. */
    private static boolean isKeycloaks(KeycloakSession session, String host) {
        KeycloakContext context = session.getContext();
        RealmModel current = context.getRealm();
        context.setRealm(session.realms().getRealmByName(Config.getAdminRealm()));
        try {
            return host.equalsIgnoreCase(context.getUri(UrlType.FRONTEND).getBaseUri().getHost());
        } finally {
            context.setRealm(current);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> query(KeycloakSession session, String condition, Object argument) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager()
                .createQuery("select a.realm.id, a.value from RealmAttributeEntity a"
                        + " where a.name = :name and " + condition)
                .setParameter("name", ATTRIBUTE)
                .setParameter("argument", argument)
                .getResultList();
    }

    /** Whoever administers a realm may have written anything. */
    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(uri -> uri.isAbsolute() && uri.getHost() != null);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}

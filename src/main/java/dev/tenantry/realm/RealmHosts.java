package dev.tenantry.realm;

import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.HostRules;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantRegistry;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.urls.UrlType;

/**
 * Hosts of realms. Whose a host is, the registry says: operators give hosts to tenants. Where a realm is, its attribute
 * {@code frontendUrl} says, which makes all addresses that the realm gives out begin there, its issuer too; the realm's
 * own admin may write it, to any host that no other realm has.
 */
public final class RealmHosts {

    private static final Logger LOG = Logger.getLogger(RealmHosts.class);

    /** What Keycloak calls it (HostnameV2Provider, 26.7). */
    private static final String ATTRIBUTE = "frontendUrl";

    /** Of no realm; a session that gives a host to a realm holds this lock until its transaction ends. */
    private static final String LOCK = "hosts";

    private RealmHosts() {}

    /** The frontend addresses of those of the realms that have one, by realm; each may be its own admin's choice. */
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
     * Requires that an operator may give the host to a tenant. What another tenant's admin has written into the attribute
     * does not count. The registry's unique index decides in the end, when the host is entered.
     *
     * @throws TenantException (host taken)
     */
    static void claim(KeycloakSession session, String realmId, String host) {
        RealmLock.take(session, LOCK);
        TenantRegistry registry = session.getProvider(TenantsProvider.class).registry();
        if (isKeycloaks(session, host)
                || isAnotherTenants(session, realmId, host)
                || realmsAt(session, host).anyMatch(id -> !id.equals(realmId)
                        && ExceptionTranslation.call(() -> registry.find(id)).isEmpty())) {
            throw TenantException.hostTaken(host);
        }
    }

    /**
     * Requires that the host of a realm's frontend address belongs to no other realm, in the transaction that has just
     * written the address.
     *
     * @param isTenants whether the realm is a tenant's. A standard realm is refused the hosts of tenants only: among
     *     themselves, standard realms are Keycloak's matter.
     * @throws TenantException (invalid host) or (host taken)
     */
    static void requireOwn(KeycloakSession session, RealmModel realm, boolean isTenants) {
        requireOwn(session, realm.getId(), isTenants, realm.getAttribute(ATTRIBUTE));
    }

    private static void requireOwn(KeycloakSession session, String realmId, boolean isTenants, String addressOrNull) {
        if (addressOrNull == null || addressOrNull.isBlank()) {
            return;
        }
        Optional<String> host = host(addressOrNull);
        if (isTenants && host.isEmpty()) { // browsers make a host of texts that Java makes none of
            throw TenantException.invalidHost("The attribute frontendUrl must be an address with a host, such as"
                    + " https://acme.example.com");
        }
        host.ifPresent(given -> requireOwnHost(session, realmId, isTenants, given));
    }

    private static void requireOwnHost(KeycloakSession session, String realmId, boolean isTenants, String host) {
        RealmLock.take(session, LOCK);
        if (isAnotherTenants(session, realmId, host)) {
            throw TenantException.hostTaken(host);
        }
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        if (!isTenants || host.equals(ExceptionTranslation.call(() -> tenants.registry().hosts(Set.of(realmId))).get(realmId))) {
            return;
        }
        if (tenants.settings().hosts().isReserved(host)) {
            throw TenantException.reservedHost(host);
        }
        if (isKeycloaks(session, host) || realmsAt(session, host).anyMatch(id -> !id.equals(realmId))) {
            throw TenantException.hostTaken(host);
        }
    }

    /**
     * For a tenant that is restored: gives it the host that an operator had given it, if no other
     * realm has it by now, and removes an address at another realm's host from the realm that is about to be imported.
     *
     * @param hostOrNull as the registry had it when the bundle was made
     */
    static void restore(KeycloakSession session, Tenant tenant, String hostOrNull, RealmRepresentation realm) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        HostRules rules = tenants.settings().hosts();
        try {
            if (hostOrNull != null) {
                rules.accept(hostOrNull);
                claim(session, tenant.realmId(), hostOrNull);
                ExceptionTranslation.run(() -> tenants.registry().setHost(tenant.realmId(), hostOrNull));
            }
        } catch (TenantException taken) {
            LOG.warnf("Tenant %s is restored without its host: %s", tenant.name(), taken.getMessage());
        }
        try {
            requireOwn(session, tenant.realmId(), true, realm.getAttributesOrEmpty().get(ATTRIBUTE));
        } catch (TenantException taken) {
            LOG.warnf("Tenant %s is restored without its frontendUrl: %s", tenant.name(), taken.getMessage());
            realm.getAttributes().remove(ATTRIBUTE);
        }
    }

    private static boolean isAnotherTenants(KeycloakSession session, String realmId, String host) {
        TenantRegistry registry = session.getProvider(TenantsProvider.class).registry();
        return ExceptionTranslation.call(() -> registry.findByHost(host))
                .filter(tenant -> !tenant.realmId().equals(realmId))
                .isPresent();
    }

    /** The ids of realms, tenants' or not, whose attribute names the host. */
    private static Stream<String> realmsAt(KeycloakSession session, String host) {
        return query(session, "lower(a.value) like concat('%', :argument, '%')", host).stream()
                .filter(row -> host((String) row[1]).filter(host::equals).isPresent())
                .map(row -> (String) row[0]);
    }

    /** Where master is, and with it all realms that have no host of their own; and where Keycloak's admin console is. */
    private static boolean isKeycloaks(KeycloakSession session, String host) {
        KeycloakContext context = session.getContext();
        RealmModel current = context.getRealm();
        context.setRealm(MasterRealm.of(session));
        try {
            return Stream.of(UrlType.FRONTEND, UrlType.ADMIN)
                    .anyMatch(type -> host.equalsIgnoreCase(context.getUri(type).getBaseUri().getHost()));
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

    /** In lower case and without the dot of the root, which browsers take for the same host. */
    private static Optional<String> host(String text) {
        return address(text)
                .map(address -> address.getHost().toLowerCase(Locale.ROOT))
                .map(host -> host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }

    /** An admin of the realm may have written anything. */
    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text.trim())).filter(uri -> uri.isAbsolute() && uri.getHost() != null);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}

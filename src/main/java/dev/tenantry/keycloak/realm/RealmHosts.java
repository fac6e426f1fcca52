package dev.tenantry.keycloak.realm;

import dev.tenantry.core.tenant.HostRules;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
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
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Reads, checks and changes the hosts of realms. The registry stores the hosts that operators assign to tenants. A
 * realm's attribute {@code frontendUrl} contains the host at which the realm is reached. The realm's issuer and all
 * addresses that Keycloak builds for the realm begin with this attribute. The realm's own admin may set the attribute
 * to any host that no other realm has.
 */
public final class RealmHosts {

    private static final Logger LOG = Logger.getLogger(RealmHosts.class);

    /** The name of Keycloak's realm attribute for the host (HostnameV2Provider, 26.7). */
    private static final String ATTRIBUTE = "frontendUrl";

    /**
     * The key of the lock on all hosts, passed to {@link RealmLock} in place of a realm's id. A session that assigns a
     * host to a realm holds this lock until the session's transaction ends.
     */
    private static final String LOCK = "hosts";

    private RealmHosts() {}

    /** Returns a map from realm id to the realm's frontend address. A realm's own admin may have chosen the address. */
    public static Map<String, URI> of(KeycloakSession session, Collection<String> realmIds) {
        Map<String, URI> addresses = new HashMap<>();
        if (!realmIds.isEmpty()) {
            for (Object[] row : query(session, "a.realm.id in :argument", realmIds)) {
                address((String) row[1]).ifPresent(address -> addresses.put((String) row[0], address));
            }
        }
        return addresses;
    }

    /**
     * Returns the realm attribute {@code frontendUrl} with the given address. For a null address, the attribute's value
     * is null, which removes the attribute from a realm.
     */
    public static Map<String, String> attributes(String addressOrNull) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(ATTRIBUTE, addressOrNull);
        return attributes;
    }

    /** Returns the host of the realm's frontend address; empty if the realm has no host of its own. */
    static Optional<String> hostOf(RealmModel realm) {
        return Optional.ofNullable(realm.getAttribute(ATTRIBUTE)).flatMap(RealmHosts::host);
    }

    /**
     * Checks that an operator may assign the host to the tenant of the given realm. Ignores the attributes {@code
     * frontendUrl} that other tenants' admins have set. When the host is written to the registry, the registry's unique
     * index makes the final decision.
     *
     * @throws TenantException (host taken) if another realm or Keycloak itself has the host
     */
    public static void claim(KeycloakSession session, String realmId, String host) {
        RealmLock.take(session, LOCK);
        TenantRegistry registry = session.getProvider(TenantsProvider.class).registry();
        if (ServerHosts.contain(session, host)
                || isAnotherTenants(session, realmId, host)
                || realmsAt(session, host).anyMatch(id -> !id.equals(realmId)
                        && ExceptionTranslation.call(() -> registry.find(id)).isEmpty())) {
            throw TenantException.hostTaken(host);
        }
    }

    /**
     * Requires that no other realm has the host of the given realm's frontend address. Call this method in the
     * transaction that has written the address.
     *
     * @param isTenants true if the realm is a tenant's. For a standard realm, only the hosts of tenants are refused,
     *     because Keycloak allows standard realms to share a host
     * @throws TenantException (invalid host) if the address of a tenant's realm contains no host, or a reserved host;
     *     (host taken) if another realm or Keycloak itself has the host
     */
    public static void requireOwn(KeycloakSession session, RealmModel realm, boolean isTenants) {
        requireOwn(session, realm.getId(), isTenants, realm.getAttribute(ATTRIBUTE));
    }

    private static void requireOwn(KeycloakSession session, String realmId, boolean isTenants, String addressOrNull) {
        if (addressOrNull == null || addressOrNull.isBlank()) {
            return;
        }
        Optional<String> host = host(addressOrNull);
        if (isTenants && host.isEmpty()) { // browsers may still find a host in the text
            throw TenantException.invalidHost("The attribute frontendUrl must be an address with a host, such as"
                    + " https://acme.example.com");
        }
        host.ifPresent(given -> requireOwnHost(session, realmId, isTenants, given));
    }

    private static void requireOwnHost(KeycloakSession session, String realmId, boolean isTenants, String host) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        Map<String, String> assigned = ExceptionTranslation.call(() -> tenants.registry().hosts(Set.of(realmId)));
        if (isTenants && host.equals(assigned.get(realmId))) {
            return; // an operator has assigned the host, and the registry's unique index keeps it for this tenant
        }
        ExceptionTranslation.run(() -> RealmLock.take(session, LOCK));
        if (isAnotherTenants(session, realmId, host)) {
            throw TenantException.hostTaken(host);
        }
        if (!isTenants) {
            return;
        }
        if (tenants.settings().hosts().isReserved(host)) {
            throw TenantException.reservedHost(host);
        }
        if (ServerHosts.contain(session, host) || realmsAt(session, host).anyMatch(id -> !id.equals(realmId))) {
            throw TenantException.hostTaken(host);
        }
    }

    /**
     * Gives a restored tenant its former host. If another realm has that host now, or if no tenant may have the host,
     * the tenant is restored without the host. If the realm's representation contains a frontend address that the
     * tenant's realm may not have (see {@link #requireOwn(KeycloakSession, RealmModel, boolean)}), removes that address
     * from the representation.
     *
     * @param hostOrNull the tenant's host in the registry when the bundle was made; null if the tenant had no host
     */
    public static void restore(KeycloakSession session, Tenant tenant, String hostOrNull, RealmRepresentation realm) {
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

    /** Returns the ids of all realms whose attribute {@code frontendUrl} has the host. */
    private static Stream<String> realmsAt(KeycloakSession session, String host) {
        return query(session, "lower(a.value) like concat('%', :argument, '%')", host).stream()
                .filter(row -> host((String) row[1]).filter(host::equals).isPresent())
                .map(row -> (String) row[0]);
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

    /**
     * Returns the text's host in lower case and without a trailing dot. For browsers, upper case and a trailing dot
     * make no difference.
     */
    private static Optional<String> host(String text) {
        return address(text)
                .map(address -> address.getHost().toLowerCase(Locale.ROOT))
                .map(host -> host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }

    /** Parses an address. Returns empty if the text is malformed: an admin of the realm may have written any text. */
    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text.trim())).filter(uri -> uri.isAbsolute() && uri.getHost() != null);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}

package dev.tenantry.signup;

import dev.tenantry.realm.RealmHosts;
import dev.tenantry.tenant.Tenant;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;

/**
 * Where users of tenants sign in: at the account console, which asks whoever is not signed in to do so. Nothing of what
 * a visitor typed is in it.
 *
 * @param hosts the tenants' own, by realm
 * @param server the address below which all others are
 */
record LoginAddresses(Map<String, URI> hosts, URI server) {

    static LoginAddresses of(KeycloakSession session, URI server, List<Tenant> tenants) {
        return new LoginAddresses(RealmHosts.of(session, tenants.stream().map(Tenant::realmId).toList()), server);
    }

    URI of(Tenant tenant) {
        return Urls.accountBase(hosts.getOrDefault(tenant.realmId(), server)).build(tenant.name().value());
    }
}

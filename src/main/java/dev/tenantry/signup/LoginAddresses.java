package dev.tenantry.signup;

import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.HostRules;
import dev.tenantry.tenant.Tenant;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.keycloak.services.Urls;

/**
 * Where users of tenants sign in: at the account console, which asks whoever is not signed in to do so. Nothing of what
 * a visitor typed is in it, and nothing that a tenant's admin chose: an address in the realm's settings
 * ({@code frontendUrl}) would be mailed to strangers as if it were ours.
 *
 * @param hosts that operators gave to tenants, by realm
 * @param server the address below which all others are
 */
record LoginAddresses(Map<String, String> hosts, HostRules rules, URI server) {

    static LoginAddresses of(TenantsProvider tenants, URI server, List<Tenant> found) {
        List<String> realmIds = found.stream().map(Tenant::realmId).toList();
        return new LoginAddresses(
                ExceptionTranslation.call(() -> tenants.registry().hosts(realmIds)), tenants.settings().hosts(), server);
    }

    URI of(Tenant tenant) {
        String host = hosts.get(tenant.realmId());
        // An operator may have reserved a host after it was given.
        URI base = host == null || rules.isReserved(host) ? server : URI.create(rules.accept(host));
        return Urls.accountBase(base).build(tenant.name().value());
    }
}

package dev.tenantry.web.signup;

import dev.tenantry.core.tenant.HostRules;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.keycloak.services.Urls;

/**
 * Addresses where users of tenants sign in: the account console, which starts a login if necessary. No part comes from
 * a visitor's input or a tenant's admin: an admin's address ({@code frontendUrl}) would be mailed to strangers as if it
 * were the server's.
 *
 * @param hosts that operators gave to tenants, by realm
 * @param server the address of all tenants without a host of their own
 */
record LoginAddresses(Map<String, String> hosts, HostRules rules, URI server) {

    static LoginAddresses of(TenantsProvider tenants, URI server, List<Tenant> found) {
        List<String> realmIds = found.stream().map(Tenant::realmId).toList();
        return new LoginAddresses(
                ExceptionTranslation.call(() -> tenants.registry().hosts(realmIds)), tenants.settings().hosts(), server);
    }

    URI of(Tenant tenant) {
        String host = hosts.get(tenant.realmId());
        // Operators may have reserved a host after they gave it.
        URI base = host == null || rules.isReserved(host) ? server : URI.create(rules.accept(host));
        return Urls.accountBase(base).build(tenant.name().value());
    }
}

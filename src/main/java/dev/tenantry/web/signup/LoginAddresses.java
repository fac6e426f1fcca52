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
 * The addresses at which users of tenants sign in. Each address is the account console of the tenant's realm: the
 * console starts a login if the user is not signed in. No part of an address comes from a visitor's input or from a
 * tenant's admin. In particular, {@code frontendUrl} is ignored: an admin could set it to a foreign address, which
 * would then be mailed to strangers as if it were the server's address.
 *
 * @param hosts a map from a realm's id to the host name that operators have set for the realm's tenant
 * @param server Keycloak's address, for tenants without a host name of their own
 */
record LoginAddresses(Map<String, String> hosts, HostRules rules, URI server) {

    static LoginAddresses of(TenantsProvider tenants, URI server, List<Tenant> found) {
        List<String> realmIds = found.stream().map(Tenant::realmId).toList();
        return new LoginAddresses(
                ExceptionTranslation.call(() -> tenants.registry().hosts(realmIds)), tenants.settings().hosts(), server);
    }

    URI of(Tenant tenant) {
        String host = hosts.get(tenant.realmId());
        // Checks the host name again: the server's options may reserve a host name that they did not reserve when
        // operators set it for the tenant.
        URI base = host == null || rules.isReserved(host) ? server : URI.create(rules.accept(host));
        return Urls.accountBase(base).build(tenant.name().value());
    }
}

package dev.tenantry.signup;

import dev.tenantry.tenant.Tenant;
import java.net.URI;
import org.keycloak.services.Urls;

/**
 * Where users of tenants sign in: at the account console, which asks whoever is not signed in to do so. Nothing of what
 * a visitor typed is in it, and nothing that a tenant's admin chose: an address in the realm's settings
 * ({@code frontendUrl}) would be mailed to strangers as if it were ours.
 *
 * @param server the address below which Keycloak is
 */
record LoginAddresses(URI server) {

    URI of(Tenant tenant) {
        return Urls.accountBase(server).build(tenant.name().value());
    }
}

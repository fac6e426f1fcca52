package dev.tenantry.realm;

import dev.tenantry.realm.InvalidRequestException.Problem;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.HostRules;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.theme.RealmBranding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * What is to change of a tenant and its realm; null stays as it is.
 *
 * @param branding instead of all the tenant has of it
 * @param host the tenant's own; empty for Keycloak's
 */
public record TenantChange(String name, String displayName, BrandingRequest branding, String host) {

    /**
     * @throws InvalidRequestException where nothing is to change, or to something that can't be
     * @throws TenantException (invalid name) or (invalid host)
     */
    public TenantChange accept(TenantsProvider tenants) {
        if (name == null && displayName == null && branding == null && host == null) {
            throw new InvalidRequestException("name", "A name, a display name, a branding or a host is needed");
        }
        if (name != null) {
            tenants.lifecycle().acceptName(name);
        }
        if (displayName != null) {
            ProvisioningRules.acceptDisplayName(displayName);
        }
        List<Problem> problems = branding == null ? List.of() : branding.problems();
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        address(tenants.settings().hosts());
        return this;
    }

    /** The realm's names to Keycloak. */
    RealmRepresentation names() {
        RealmRepresentation names = new RealmRepresentation();
        names.setRealm(name);
        names.setDisplayName(displayName);
        return names;
    }

    /** Where the realm is to be, if that changes to an address of its own. */
    Optional<String> address(HostRules rules) {
        return Optional.ofNullable(host).filter(given -> !given.isEmpty()).map(rules::accept);
    }

    /** The realm's attributes that change; those without a value it is to lose. */
    Map<String, String> attributes(HostRules rules) {
        Map<String, String> attributes = new HashMap<>();
        if (branding != null) {
            attributes.putAll(RealmBranding.attributes(branding.branding()));
        }
        if (host != null) {
            attributes.putAll(RealmHosts.attributes(address(rules).orElse(null)));
        }
        return attributes;
    }
}

package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.tenant.HostRules;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.provisioning.ProvisioningRules;
import dev.tenantry.keycloak.realm.BrandingRequest;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.InvalidRequestException.Problem;
import dev.tenantry.keycloak.realm.RealmHosts;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.theme.RealmBranding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change to a tenant and its realm. A field that is null stays unchanged.
 *
 * @param branding the new branding, which replaces the former one as a whole
 * @param host the tenant's own host; empty for Keycloak's host
 */
public record TenantChange(String name, String displayName, BrandingRequest branding, String host) {

    /**
     * Checks the change.
     *
     * @throws InvalidRequestException if all fields are null, or if a value is wrong
     * @throws TenantException (invalid name) if the new name is malformed or reserved; (invalid host) if the new host
     *     is malformed or reserved
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

    /** Returns the realm's new address; empty if the change sets no host, or removes the realm's host. */
    Optional<String> address(HostRules rules) {
        return Optional.ofNullable(host).filter(given -> !given.isEmpty()).map(rules::accept);
    }

    /** Returns the realm's changed attributes. A null value removes the attribute. */
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

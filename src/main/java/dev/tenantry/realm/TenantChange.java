package dev.tenantry.realm;

import dev.tenantry.pages.RealmBranding;
import dev.tenantry.realm.InvalidRequestException.Problem;
import dev.tenantry.tenant.TenantLifecycle;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * What is to change of a tenant and its realm; null stays as it is.
 *
 * @param branding instead of all the tenant has of it
 */
public record TenantChange(String name, String displayName, BrandingRequest branding) {

    /** @throws InvalidRequestException where nothing is to change, or to something that can't be */
    public TenantChange accept(TenantLifecycle lifecycle) {
        if (name == null && displayName == null && branding == null) {
            throw new InvalidRequestException("name", "A name, a display name or a branding is needed");
        }
        if (name != null) {
            lifecycle.acceptName(name);
        }
        if (displayName != null) {
            TenantProvisioner.acceptDisplayName(displayName);
        }
        List<Problem> problems = branding == null ? List.of() : branding.problems();
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return this;
    }

    /** The realm's names to Keycloak. */
    RealmRepresentation names() {
        RealmRepresentation names = new RealmRepresentation();
        names.setRealm(name);
        names.setDisplayName(displayName);
        return names;
    }

    /** The realm's attributes that change; those without a value it is to lose. */
    Map<String, String> attributes() {
        return branding == null ? Map.of() : RealmBranding.attributes(branding.branding());
    }
}

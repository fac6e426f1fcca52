package dev.tenantry.keycloak.provisioning;

import dev.tenantry.keycloak.realm.BrandingRequest;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * A request to provision a tenant. Any field may be missing or wrong until {@link TenantProvisioner} has accepted the
 * request.
 *
 * @param displayName the display name; null to use the name
 * @param template the name of the realm template; null for {@value RealmTemplates#DEFAULT}
 * @param database the name of the database for the schema; null to let the placement rule choose
 * @param user the first user, who administers the realm
 * @param branding the look of the tenant's pages; null for Keycloak's own look
 * @param host the tenant's own host, such as {@code acme.example.com}; null for Keycloak's host
 */
public record ProvisioningRequest(
        String name,
        String displayName,
        String template,
        String database,
        UserRepresentation user,
        BrandingRequest branding,
        String host) {

    /** Creates a request without branding and host. */
    public ProvisioningRequest(
            String name, String displayName, String template, String database, UserRepresentation user) {
        this(name, displayName, template, database, user, null, null);
    }
}

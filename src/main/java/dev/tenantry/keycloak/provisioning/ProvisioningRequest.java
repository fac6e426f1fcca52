package dev.tenantry.keycloak.provisioning;

import dev.tenantry.keycloak.realm.BrandingRequest;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * A request to provision a tenant. Any field may be missing or wrong until {@link TenantProvisioner} has accepted it.
 *
 * @param displayName null for the name
 * @param template null for {@value RealmTemplates#DEFAULT}
 * @param database the name of the database for the schema; null for placement's choice
 * @param user the first user, who administers the realm
 * @param branding the look of the tenant's pages; null for Keycloak's own look
 * @param host the tenant's own, such as {@code acme.example.com}; null for Keycloak's
 */
public record ProvisioningRequest(
        String name,
        String displayName,
        String template,
        String database,
        UserRepresentation user,
        BrandingRequest branding,
        String host) {

    /** A request without branding and host. */
    public ProvisioningRequest(
            String name, String displayName, String template, String database, UserRepresentation user) {
        this(name, displayName, template, database, user, null, null);
    }
}

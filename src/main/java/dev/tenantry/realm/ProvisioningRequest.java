package dev.tenantry.realm;

import org.keycloak.representations.idm.UserRepresentation;

/**
 * What a tenant is to be made of; any of it may be missing or wrong until {@link TenantProvisioner} has accepted it.
 *
 * @param displayName the name where null
 * @param template {@value RealmTemplates#DEFAULT} where null
 * @param database the name of the one that its schema is to be in; null for whichever is next
 * @param user the first user, who will administer the realm
 * @param branding what the tenant's pages are to look like; null for Keycloak's own look
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

    /** Of a tenant that looks like any other, where all are. */
    public ProvisioningRequest(
            String name, String displayName, String template, String database, UserRepresentation user) {
        this(name, displayName, template, database, user, null, null);
    }
}

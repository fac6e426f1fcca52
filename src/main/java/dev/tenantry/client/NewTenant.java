package dev.tenantry.client;

import org.keycloak.representations.idm.UserRepresentation;

/**
 * What a tenant is to be made of.
 *
 * @param displayName the name where null
 * @param template the realm template; {@code default} where null
 * @param database the one that its schema is to be in; null for whichever is next
 * @param user the first user, who will administer the realm
 * @param branding null for Keycloak's own look
 * @param host the tenant's own, such as {@code acme.example.com}; null for Keycloak's
 */
public record NewTenant(
        String name,
        String displayName,
        String template,
        String database,
        UserRepresentation user,
        Branding branding,
        String host) {

    /** Like any other, where all are. */
    public NewTenant(String name, String displayName, UserRepresentation user) {
        this(name, displayName, null, null, user, null, null);
    }

    public NewTenant withTemplate(String other) {
        return new NewTenant(name, displayName, other, database, user, branding, host);
    }

    public NewTenant withDatabase(String other) {
        return new NewTenant(name, displayName, template, other, user, branding, host);
    }

    public NewTenant withBranding(Branding other) {
        return new NewTenant(name, displayName, template, database, user, other, host);
    }

    public NewTenant withHost(String other) {
        return new NewTenant(name, displayName, template, database, user, branding, other);
    }
}

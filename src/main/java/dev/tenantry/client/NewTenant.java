package dev.tenantry.client;

import org.keycloak.representations.idm.UserRepresentation;

/**
 * A tenant to provision.
 *
 * @param displayName null for the name
 * @param template the realm template; null for {@code default}
 * @param database the name of the database for the schema; null for placement's choice
 * @param user the first user, who administers the realm
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

    /** A tenant without branding and host, with default template and placement. */
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

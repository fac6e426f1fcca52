package dev.tenantry.client;

import org.keycloak.representations.idm.UserRepresentation;

/**
 * A tenant to provision.
 *
 * @param displayName the display name; null to use the name
 * @param template the name of the realm template; null for {@code default}
 * @param database the name of the database for the schema; null to let the server choose a database
 * @param user the first user, who administers the realm
 * @param branding the logo and color of the tenant's pages; null for Keycloak's own
 * @param host the tenant's own host name, such as {@code acme.example.com}; null to use Keycloak's host name
 */
public record NewTenant(
        String name,
        String displayName,
        String template,
        String database,
        UserRepresentation user,
        Branding branding,
        String host) {

    /** A tenant without branding and host name, with the default template. The server chooses the database. */
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

package dev.tenantry.keycloak.config;

import org.keycloak.Config;

/**
 * Keycloak's own database. It is also the tenants' main database unless an option names another database.
 *
 * @param url the JDBC URL; null if the database is not PostgreSQL
 */
public record KeycloakDatabase(String url, String username, String password) {

    public static KeycloakDatabase of(Config.Scope root) {
        // If the option db-url is not set, Keycloak builds the URL from other options, such as db-url-host.
        String url = root.get("db-url");
        boolean isPostgres = url != null && url.startsWith("jdbc:postgresql:");
        return new KeycloakDatabase(isPostgres ? url : null, root.get("db-username"), root.get("db-password"));
    }

    /** Leaves the password out, because the returned text may be logged. */
    @Override
    public String toString() {
        return "KeycloakDatabase[username=" + username + "]";
    }
}

package dev.tenantry.server;

import org.keycloak.Config;

/**
 * Keycloak's own database, which tenants share unless an option says otherwise.
 *
 * @param url of JDBC, or null where it is no PostgreSQL
 */
record KeycloakDatabase(String url, String username, String password) {

    static KeycloakDatabase of(Config.Scope root) {
        // Put together by Keycloak where only db-url-host and the like are given.
        String url = root.get("db-url");
        boolean isPostgres = url != null && url.startsWith("jdbc:postgresql:");
        return new KeycloakDatabase(isPostgres ? url : null, root.get("db-username"), root.get("db-password"));
    }

    /** Without the password: records get logged. */
    @Override
    public String toString() {
        return "KeycloakDatabase[username=" + username + "]";
    }
}

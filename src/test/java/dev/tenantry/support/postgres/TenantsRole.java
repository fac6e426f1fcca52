package dev.tenantry.support.postgres;

import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.process.Eventually;

/**
 * The role as which the extension connects in the integration tests. The role is not Keycloak's role, and it may only
 * create schemas in one database and roles that own them. If the role is locked out, only the tenants' database is
 * unavailable.
 */
public record TenantsRole(TestDatabase database, String name) {

    public static final String PASSWORD = "tenants-secret";

    /** The role for this database. */
    public static TenantsRole of(TestDatabase database) {
        return new TenantsRole(database, "tenants_of_" + database.<String>value("select current_database()"));
    }

    /** The database, used with the rights of this role. */
    public TestDatabase login() {
        return new TestDatabase(database.url(), name, PASSWORD);
    }

    public static TenantsRole create(TestDatabase database) {
        TenantsRole role = of(database);
        database.execute("create role \"" + role.name + "\" login createrole noinherit password '" + PASSWORD + "'");
        String databaseName = database.value("select current_database()");
        database.execute("grant create on database \"" + databaseName + "\" to \"" + role.name + "\"");
        return role;
    }

    /** Adds the options by which the extension of a server connects as this role. */
    public KeycloakSettings settings(KeycloakSettings settings) {
        return settings
                .withOption("spi-tenants--default--db-url", settings.database().url())
                .withOption("spi-tenants--default--db-username", name)
                .withOption("spi-tenants--default--db-password", PASSWORD);
    }

    /** Ends the connections of the role and refuses new connections. */
    public void shutOut() {
        database.execute("alter role \"" + name + "\" connection limit 0");
        // PostgreSQL may show a session only now, although the session began before the limit was set.
        Eventually.holds("no session of " + name + " is left", () -> database.rows(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?", name).isEmpty());
    }

    public void letIn() {
        database.execute("alter role \"" + name + "\" connection limit -1");
    }
}

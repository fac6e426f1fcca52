package dev.tenantry.support.postgres;

import dev.tenantry.support.keycloak.KeycloakSettings;

/**
 * The role that the extension connects as in the integration tests: not Keycloak's, and allowed no more than to create
 * schemas in one database and roles to own them. Shutting it out is an outage of the tenants' database alone.
 */
public record TenantsRole(TestDatabase database, String name) {

    public static final String PASSWORD = "tenants-secret";

    /** The role that serves this database. */
    public static TenantsRole of(TestDatabase database) {
        return new TenantsRole(database, "tenants_of_" + database.<String>value("select current_database()"));
    }

    /** The database, seen with this role's rights. */
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

    /** The same for a server whose extension connects as this role. */
    public KeycloakSettings settings(KeycloakSettings settings) {
        return settings
                .withOption("spi-tenants--default--db-url", settings.database().url())
                .withOption("spi-tenants--default--db-username", name)
                .withOption("spi-tenants--default--db-password", PASSWORD);
    }

    /** Ends its connections and gives it no new ones. */
    public void shutOut() {
        database.execute("alter role \"" + name + "\" connection limit 0");
        database.rows("select pg_terminate_backend(pid) from pg_stat_activity where usename = ?", name);
    }

    public void letIn() {
        database.execute("alter role \"" + name + "\" connection limit -1");
    }
}

package dev.tenantry.support;

/**
 * The role that the extension connects as in the integration tests: not Keycloak's, and allowed no more than to create
 * schemas. Shutting it out is an outage of the tenants' database alone.
 */
public final class TenantsRole {

    private static final String NAME = "tenants";
    private static final String PASSWORD = "tenants-secret";

    private TenantsRole() {}

    static void create(TestDatabase database) {
        database.execute("create role " + NAME + " login password '" + PASSWORD + "'");
        String name = database.value("select current_database()");
        database.execute("grant create on database \"" + name + "\" to " + NAME);
    }

    static KeycloakSettings settings(KeycloakSettings settings) {
        return settings
                .withOption("spi-tenants--default--db-url", settings.database().url())
                .withOption("spi-tenants--default--db-username", NAME)
                .withOption("spi-tenants--default--db-password", PASSWORD);
    }

    /** Ends its connections and gives it no new ones. */
    public static void shutOut(TestDatabase database) {
        database.execute("alter role " + NAME + " connection limit 0");
        database.rows("select pg_terminate_backend(pid) from pg_stat_activity where usename = ?", NAME);
    }

    public static void letIn(TestDatabase database) {
        database.execute("alter role " + NAME + " connection limit -1");
    }
}

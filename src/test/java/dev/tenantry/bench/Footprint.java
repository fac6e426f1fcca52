package dev.tenantry.bench;

import dev.tenantry.support.keycloak.KeycloakUnderTest;

/**
 * The resources that a server uses at one moment.
 *
 * @param connections the number of connections of the tenants' pools to PostgreSQL
 * @param database megabytes of Keycloak's database, including the tenants' schemas
 * @param relations the number of rows of {@code pg_class}: tables, indexes, TOAST tables
 * @param heap megabytes of the server's heap that are in use after a garbage collection
 */
record Footprint(long connections, double database, long relations, double heap) {

    private static final double BYTES = 1e6;

    static Footprint of(KeycloakUnderTest keycloak) {
        return new Footprint(
                number(keycloak, "select count(*) from pg_stat_activity where application_name = 'tenantry'"),
                number(keycloak, "select pg_database_size(current_database())") / BYTES,
                number(keycloak, "select count(*) from pg_class"),
                keycloak.onThisMachine().heapInUse() / BYTES);
    }

    private static long number(KeycloakUnderTest keycloak, String sql) {
        return keycloak.database().<Number>value(sql).longValue();
    }
}

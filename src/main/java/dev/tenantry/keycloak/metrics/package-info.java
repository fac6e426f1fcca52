/**
 * Tenantry's meters, in the registry of Micrometer that Keycloak shows at {@code /metrics}.
 *
 * <p>The only package that uses Micrometer. The package listens to {@code tenant} and reads {@code db}; {@code server}
 * starts it. No meter has a label for the tenant, since there may be thousands of tenants, only for the database. Spans
 * and log lines tell which tenant's call was slow. If Keycloak's metrics are disabled, the registry drops the values
 * and costs next to nothing. Rejected: HikariCP's own meters, a dozen under HikariCP's name, of which an operator needs
 * four.
 */
package dev.tenantry.keycloak.metrics;

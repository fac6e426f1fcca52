/**
 * Tenantry's meters, in the Micrometer registry that Keycloak publishes at {@code /metrics}.
 *
 * <p>No other package uses Micrometer. This package listens to {@code core.tenant} and reads {@code core.db}. Package
 * {@code startup} registers the meters. A meter may have a label for the database. No meter has a label for the tenant,
 * because there may be thousands of tenants. To find the tenant of a slow call, see the spans and log lines, which name
 * the tenant. If Keycloak's metrics are disabled, the registry drops the values at almost no cost. Rejected: HikariCP's
 * own meters. HikariCP has a dozen meters for a pool, but an operator needs only four of them.
 */
package dev.tenantry.keycloak.metrics;

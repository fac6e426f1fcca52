/**
 * Tenantry's meters, in the Micrometer registry that Keycloak publishes at {@code /metrics}.
 *
 * <p>The only package that uses Micrometer. Listens to {@code core.tenant}, reads {@code core.db}, and is started by
 * {@code startup}. A meter may have a label for the database. No meter has a label for the tenant, because there may be
 * thousands of tenants. Spans and log lines name the tenant whose call was slow. If Keycloak's metrics are disabled,
 * the registry drops the values at almost no cost. Rejected: HikariCP's own meters. There are a dozen of these meters,
 * but an operator needs only four.
 */
package dev.tenantry.keycloak.metrics;

/**
 * Tenantry's meters, in the registry of Micrometer that Keycloak shows at {@code /metrics}.
 *
 * <p>The only package that knows Micrometer: it listens to {@code tenant} and looks at {@code db}, and {@code server}
 * puts it in place. No meter has a label for the tenant, of whom there may be thousands (one for the
 * database, of which there are a few); whose call was slow is for
 * spans and log lines to say. Where Keycloak's metrics are off, the registry has nobody to tell and costs next to
 * nothing. Rejected: HikariCP's own meters, a dozen of them under HikariCP's name, where four tell what one acts on.
 */
package dev.tenantry.metrics;

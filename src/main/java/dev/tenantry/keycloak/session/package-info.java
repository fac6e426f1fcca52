/**
 * A Keycloak session's access to tenants: the unit of work, its enlistment in Keycloak's transaction, and the
 * translation of exceptions.
 *
 * <p>All packages that depend on this package get the shared services from
 * {@link dev.tenantry.keycloak.session.TenantsProvider}, which {@code startup} implements. TenantsProvider needs a
 * separate SPI, because Keycloak creates each factory separately and the factories share connection pools. This package
 * depends on {@code config} and {@code core}. Rejected: Keycloak's own data source and JTA transaction, because the
 * tenants' schemas may be in another database.
 */
package dev.tenantry.keycloak.session;

/**
 * What one Keycloak session uses of a tenant: the unit of work, its enlistment in Keycloak's transaction, and the
 * translation of exceptions.
 *
 * <p>The packages above get all that they need from {@link dev.tenantry.keycloak.session.TenantsProvider}, which
 * {@code startup} implements. An SPI of our own is needed because Keycloak creates each kind of factory by itself,
 * and the factories must share the pools. Depends on {@code config} and {@code core}. Rejected: Keycloak's own data
 * source and JTA transaction, since tenants may live in another database than Keycloak.
 */
package dev.tenantry.keycloak.session;

/**
 * Objects that exist once per server or once per Keycloak session: the options, the pools behind all tenants, the check
 * that their databases answer, and the unit of work through which a session reaches a tenant.
 *
 * <p>The lowest of the packages that know Keycloak; {@code storage}, {@code realm} and {@code admin} use {@link
 * dev.tenantry.keycloak.session.TenantsProvider} only. Keycloak creates each kind of factory separately, and all factories must
 * share the pools, hence this package's own SPI. Rejected: Keycloak's own data source and JTA transaction, since
 * tenants may live in another database than Keycloak.
 */
package dev.tenantry.keycloak.session;

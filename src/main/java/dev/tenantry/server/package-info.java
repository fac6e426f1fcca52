/**
 * What there is once in a server, and once in a Keycloak session: the options, the pools behind all tenants, the check
 * whether their databases answer, and the unit of work through which a session reaches a tenant.
 *
 * <p>The lowest of the packages that know Keycloak; {@code storage}, {@code realm} and {@code admin} get all they need
 * from {@link dev.tenantry.server.TenantsProvider}. An SPI of our own stands here because Keycloak makes each kind of
 * factory by itself, and they must share the pools. Rejected: Keycloak's own data source and JTA transaction, since the
 * tenants may live in another database than Keycloak does.
 */
package dev.tenantry.server;

/**
 * Reports for operators: the drift of schemas, findings about tenants, and statistics.
 *
 * <p>This package is plain Java, and depends on {@code schema}, {@code tenant} and {@code db}. The package changes
 * neither a tenant's schema nor a tenant's state. {@link dev.tenantry.core.audit.Inspection} compares the tenants in
 * the registry with PostgreSQL's catalog and with Keycloak's realms. {@link dev.tenantry.core.audit.DriftCheck}
 * compares a tenant's schema with a newly created schema of the same version. Package {@code lifecycle} uses this
 * comparison before a tenant returns to service.
 *
 * <p>The number of tenants on any past day is computed from the registry, which has the dates of provisioning and
 * dropping. The numbers of users and bytes on a past day can't be computed later. Therefore the registry has one row
 * for each day, which stores the sums of these numbers over the active, suspended and releasing tenants. Rejected: a
 * row for each tenant and day. That would be millions of rows in a year, for a plot that shows only sums. Rejected:
 * counting users and bytes whenever the plot is shown, since a count of all tenants takes long. Rejected: data from
 * Prometheus, since not every installation has Prometheus.
 */
package dev.tenantry.core.audit;

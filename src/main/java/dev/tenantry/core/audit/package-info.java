/**
 * Reports for operators: the drift of schemas, findings about tenants, and statistics.
 *
 * <p>Plain Java. Depends on {@code schema}, {@code tenant} and {@code db}. Changes no schema and no state of a tenant.
 * {@link dev.tenantry.core.audit.Inspection} compares the tenants in the registry with PostgreSQL's catalog and with
 * Keycloak's realms. {@link dev.tenantry.core.audit.DriftCheck} compares a schema with a freshly made schema of the
 * same version. Package {@code lifecycle} uses this comparison before a tenant returns to service.
 *
 * <p>The number of tenants on any day is computed from the registry, which has the dates of provisioning and dropping.
 * The numbers of users and bytes on a past day can't be computed later. Therefore these numbers are recorded once a
 * day, in one row for all tenants. Rejected: a row for each tenant and day. That would be millions of rows in a year,
 * for a plot that only shows sums. Rejected: a count whenever the plot is shown, since a count of all tenants takes
 * long. Rejected: data from Prometheus, since not every installation has Prometheus.
 */
package dev.tenantry.core.audit;

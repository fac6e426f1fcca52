/**
 * What operators are told of all tenants: drift of a schema, findings, and statistics.
 *
 * <p>Plain Java on {@code schema}, {@code tenant} and {@code db}. Changes no schema and no state of a tenant. {@link
 * dev.tenantry.core.audit.Inspection} compares the registry, the catalog and Keycloak. {@link
 * dev.tenantry.core.audit.DriftCheck} compares a schema with a freshly created reference of the same version. {@code
 * lifecycle} asks for drift before a tenant returns to service.
 *
 * <p>Statistics read from the registry what the registry holds anyway: the tenants of any day follow from the dates
 * of provisioning and dropping. Users and sizes cannot be told afterwards, so they are entered once a day, as one
 * row for all tenants. Rejected: a row for each tenant and day (millions in a year, for a plot that adds them up),
 * counting at each look at the plot, and reading Prometheus, which a platform need not have.
 */
package dev.tenantry.core.audit;

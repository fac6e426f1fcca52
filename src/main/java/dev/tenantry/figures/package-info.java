/**
 * Statistics of the platform: users and size of a tenant, tenants and users over time, provisioning times,
 * how many tenants have which schema.
 *
 * <p>Plain Java on {@code tenant} and {@code db}. What the registry says anyway is read from it: provisionings and
 * drops give the tenants of any day. What nobody could tell afterwards, users and size, is entered once a day, as one
 * row for all tenants. Rejected: a row for each tenant and day (millions in a year, for a plot that adds them up),
 * counting at each look at the plot, and reading Prometheus, which a platform need not have.
 */
package dev.tenantry.figures;

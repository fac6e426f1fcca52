/**
 * Statistics of the platform: users and size of a tenant, tenants and users over time, provisioning times, and tenants
 * by schema version.
 *
 * <p>Plain Java on {@code tenant} and {@code db}. Numbers that the registry has are read from it: provisionings and
 * drops give the number of tenants on any day. Users and size can't be found out later, so they are recorded once a
 * day, as one row for all tenants. Rejected: a row for each tenant and day (millions in a year, for a plot of their
 * sum), counting for each view of the plot, and reading Prometheus, which a platform may not have.
 */
package dev.tenantry.core.audit;

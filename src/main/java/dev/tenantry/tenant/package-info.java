/**
 * Tenants: their names, their registry, the door to their data, and the verbs of their life.
 *
 * <p>Plain Java on {@code db}; knows nothing of Keycloak. What must end together with Keycloak's own transaction is a
 * {@link dev.tenantry.tenant.Participant}, and what only Keycloak can tell is asked through
 * {@link dev.tenantry.tenant.RealmDirectory}. A {@link dev.tenantry.tenant.SchemaName} can be made in this package
 * only, and {@link dev.tenantry.tenant.TenantTransactions} is the only way to a tenant's tables. Rejected: an ambient
 * current tenant, and keeping the schema's name in realm attributes or component settings, which a tenant's own realm
 * admin can edit.
 */
package dev.tenantry.tenant;

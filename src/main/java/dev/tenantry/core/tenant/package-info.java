/**
 * Tenants: their names, their registry, the access to their data, and the operations of their life.
 *
 * <p>Plain Java on {@code db}; knows nothing of Keycloak. The registry names the one of
 * {@link dev.tenantry.core.tenant.TenantDatabases} that has a tenant's schema; no other database is queried. A change that
 * must end with Keycloak's own transaction is a {@link dev.tenantry.core.tenant.Participant}. Facts that only Keycloak knows
 * come through {@link dev.tenantry.core.tenant.RealmDirectory}. Only this package can create a
 * {@link dev.tenantry.core.tenant.SchemaName}, and {@link dev.tenantry.core.tenant.TenantTransactions} is the only way to a
 * tenant's tables.
 *
 * <p>A schema's mark follows the registry ({@link dev.tenantry.core.tenant.SchemaFences}). A write checks the mark when it
 * commits, and not when it begins: a change of state waits for no long transaction, and a client can't keep a tenant in
 * service by writing. PostgreSQL's catalog describes a schema and its content
 * ({@link dev.tenantry.core.schema.SchemaCatalog}, {@link dev.tenantry.core.schema.SchemaDigest}).
 *
 * <p>Rejected: an ambient current tenant; the schema's name in realm attributes or component settings, which a tenant's
 * own realm admin can edit; and a list of Tenantry's tables or a stored fingerprint of a version, which could be wrong.
 */
package dev.tenantry.core.tenant;

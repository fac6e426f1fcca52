/**
 * Tenants: their names, their registry, the door to their data, and the operations of their life.
 *
 * <p>Plain Java on {@code db}; knows nothing of Keycloak. The registry says which of the {@link
 * dev.tenantry.tenant.TenantDatabases} has a tenant's schema; none of them is asked for another's. What must end
 * together with Keycloak's own transaction is a {@link dev.tenantry.tenant.Participant}, and what only Keycloak can
 * tell is asked through {@link dev.tenantry.tenant.RealmDirectory}. A {@link dev.tenantry.tenant.SchemaName} can be
 * made in this package only, and {@link dev.tenantry.tenant.TenantTransactions} is the only way to a tenant's tables.
 * What a schema's mark says of writes follows the registry ({@link dev.tenantry.tenant.SchemaFences}); a write checks it
 * as it commits, and not as it begins: a change of state waits for no long transaction, and nobody can keep a tenant in
 * service by writing. What a schema is and what it holds is asked of PostgreSQL's catalog ({@link dev.tenantry.tenant.SchemaCatalog},
 * {@link dev.tenantry.tenant.SchemaDigest}). Rejected: an ambient current tenant; keeping the schema's name in realm
 * attributes or component settings, which a tenant's own realm admin can edit; and a list of our tables or a stored
 * fingerprint of a version, which could be wrong.
 */
package dev.tenantry.tenant;

/**
 * Tenants: their names, their registry, their databases, and the access to their tables.
 *
 * <p>Plain Java on {@code db}; knows nothing of Keycloak, and nothing of the packages that create, change and remove
 * schemas. The registry says which of the {@link dev.tenantry.core.tenant.TenantDatabases} has a tenant's schema. No
 * other database is asked for the schema. {@link dev.tenantry.core.tenant.TenantTransactions} is the only way to a
 * tenant's tables. A change that must end together with Keycloak's transaction is a {@link
 * dev.tenantry.core.tenant.Participant}. {@link dev.tenantry.core.tenant.RealmDirectory} asks what only Keycloak can
 * tell.
 *
 * <p>A {@link dev.tenantry.core.tenant.SchemaName} and a {@link dev.tenantry.core.tenant.TenantHandle} are keys to a
 * schema. Only {@code tenant}, {@code schema}, {@code audit} and {@code lifecycle} make keys, take locks on schemas,
 * and read or write marks. The compiler enforced this rule while the four were one package; {@code ArchitectureTest}
 * does now.
 *
 * <p>A schema's mark follows the registry ({@link dev.tenantry.core.tenant.SchemaFences}). A write checks the mark
 * when the write commits, not when it begins: a change of state waits for no long transaction, and a tenant's writes
 * cannot keep the tenant in service. Rejected: an ambient current tenant; and the schema's name in realm attributes
 * or component settings, which a tenant's own realm admin can edit.
 */
package dev.tenantry.core.tenant;

/**
 * Tenants: their names, their registry, their databases, and the access to their tables.
 *
 * <p>This package is plain Java, and depends on {@code db}. The package depends neither on Keycloak nor on the packages
 * that create, change and remove schemas. The registry names the database of each tenant's schema, see
 * {@link dev.tenantry.core.tenant.TenantDatabases}. Tenantry looks for the schema in this database only.
 * {@link dev.tenantry.core.tenant.TenantTransactions} is the only way to a tenant's tables. A change that must be
 * committed or rolled back together with Keycloak's transaction is a {@link dev.tenantry.core.tenant.Participant}.
 * {@link dev.tenantry.core.tenant.RealmDirectory} asks Keycloak whether a realm exists.
 *
 * <p>A {@link dev.tenantry.core.tenant.SchemaName}, a {@link dev.tenantry.core.tenant.TenantReadHandle} and a
 * {@link dev.tenantry.core.tenant.TenantHandle} give access to a schema. {@code ArchitectureTest} allows only the
 * packages {@code tenant}, {@code schema}, {@code audit} and {@code lifecycle} to create these names and handles, to
 * take locks on schemas, and to read or write schema marks.
 *
 * <p>The mark of a schema ({@link dev.tenantry.core.tenant.SchemaMark}) tells which writes the schema permits.
 * {@link dev.tenantry.core.tenant.SchemaFences} derives the mark from the tenant's state in the registry. Just before a
 * write commits, PostgreSQL checks that the mark permits the write. A change of the tenant's state therefore does not
 * wait for long transactions, and frequent writes can't prevent the change. Rejected: a current tenant that is stored
 * in the thread instead of passed as an argument. Rejected: the schema's name in realm attributes or component
 * settings, since the tenant's own realm admin can edit these attributes and settings.
 */
package dev.tenantry.core.tenant;

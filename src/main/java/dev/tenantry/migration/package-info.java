/**
 * Migrating all tenants: jobs that any server can tell of, and go on with where the one that began has died.
 *
 * <p>Start at {@link dev.tenantry.migration.MigrationJobs}. A job and the list of its tenants are rows of the registry.
 * The list is written once, from those that are behind, so that the counts are right whatever happens to tenants
 * meanwhile: each has one outcome, entered once. Bringing one schema up to date is
 * {@link dev.tenantry.tenant.TenantLifecycle#migrate}, which can be repeated; so two servers that take each other for
 * dead do no harm. Plain Java on {@code tenant}, {@code db} and {@code job}. Rejected: counters in the job's row (they
 * and the schemas can't change in one transaction, so a crash would put them out of step), and looking for those
 * behind again and again (one that fails would be met for ever).
 */
package dev.tenantry.migration;

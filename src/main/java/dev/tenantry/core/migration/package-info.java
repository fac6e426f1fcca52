/**
 * Migrates all tenants, in jobs that any server can report, and can continue if their server has died.
 *
 * <p>Start at {@link dev.tenantry.core.migration.MigrationJobs}. A job and the list of its tenants are rows of the
 * registry. The list is written once, from the tenants with older schemas, so that the counts are right whatever
 * happens to tenants meanwhile: each tenant has one outcome, recorded once.
 * {@link dev.tenantry.core.lifecycle.TenantLifecycle#migrate} migrates one schema and is idempotent, so that two
 * servers that each consider the other dead do no harm. Plain Java on {@code tenant}, {@code db} and {@code job}.
 *
 * <p>Rejected: counters in the job's row (they and the schemas can't change in one transaction, so that a crash
 * would make them wrong), and repeated searches for older schemas (a failing tenant would be found forever).
 */
package dev.tenantry.core.migration;

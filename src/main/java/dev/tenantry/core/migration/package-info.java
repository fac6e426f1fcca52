/**
 * Migrates all tenants in background jobs. Any server can report on a job, and can continue a job whose server has
 * died.
 *
 * <p>Start at {@link dev.tenantry.core.migration.MigrationJobs}. A job and the list of its tenants are rows of the
 * registry. When a job begins, all tenants with older schemas are listed. Each listed tenant gets one outcome, recorded
 * once, so that the counts remain right even if tenants are dropped or migrated meanwhile. {@link
 * dev.tenantry.core.lifecycle.TenantLifecycle#migrate} migrates one schema and is idempotent. So it does no harm if two
 * servers work on one job at the same time, for example because one of them was wrongly considered dead. Plain Java on
 * {@code tenant}, {@code db} and {@code job}.
 *
 * <p>Rejected: counters in the job's row. Counters and schemas can't change in one transaction, so a crash would make
 * the counters wrong. Rejected: no list, but a repeated search for older schemas, since each search would find the
 * tenants whose migrations fail.
 */
package dev.tenantry.core.migration;

/**
 * Migrates the schemas of all tenants in background jobs. Any server can report the progress of a job, and can continue
 * a job whose server has died.
 *
 * <p>Start at {@link dev.tenantry.core.migration.MigrationJobs}. Each job is a row in the registry, and each tenant on
 * the list of a job is a row too. When a job begins, it lists all tenants whose schemas are older than the job's
 * version. The stored outcome of a listed tenant never changes, so the counts remain right if tenants are dropped or
 * migrated during the job. {@link dev.tenantry.core.lifecycle.TenantLifecycle#migrate} migrates one schema, and is
 * idempotent. Therefore two servers may work on one job at the same time. Plain Java. Depends on {@code lifecycle},
 * {@code schema}, {@code job}, {@code tenant} and {@code db}.
 *
 * <p>Rejected: counters in the job's row. Counters and schemas can't change in one transaction, so a crash would make
 * the counters wrong. Rejected: a repeated search in place of a list, since each search would find the failed tenants
 * again.
 */
package dev.tenantry.core.migration;

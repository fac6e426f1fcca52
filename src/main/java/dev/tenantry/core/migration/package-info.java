/**
 * Migrates the schemas of all tenants in background jobs. Any server can report the progress of a job, and can continue
 * a job whose server has died.
 *
 * <p>Start at {@link dev.tenantry.core.migration.MigrationJobs}. The registry has a row for each job, and a row for
 * each tenant on a job's list. When a job begins, the job lists all tenants whose schemas are older than the job's
 * version. Before the job ends, the job adds to the list tenants that a server of the former release has provisioned
 * meanwhile. The stored outcome of a listed tenant never changes, so the counts remain right if tenants are dropped or
 * migrated during the job. {@link dev.tenantry.core.lifecycle.TenantLifecycle#migrate} migrates one schema, and is
 * idempotent. Therefore no harm is done if two servers work on one job at the same time. This package is plain Java,
 * and depends on {@code lifecycle}, {@code schema}, {@code job}, {@code tenant} and {@code db}.
 *
 * <p>Rejected: counters in the job's row. A counter and a schema can't change in one transaction, so a crash would make
 * the counter wrong. Rejected: repeated searches for outdated schemas instead of a list, since each search would find
 * the failed tenants again.
 */
package dev.tenantry.core.migration;

/**
 * Maintenance tasks, which run periodically. If several servers share a registry, only one server at a time runs the
 * tasks.
 *
 * <p>Plain Java on {@code job}, {@code tenant} and {@code db}. A server runs the tasks under a lease, as it does jobs
 * ({@link dev.tenantry.core.job.JobLease}). Rejected: Keycloak's {@code ClusterAwareScheduledTaskRunner}, for two
 * reasons: its lock expires after the time between two runs, even if the tasks take longer; and if the cluster splits,
 * both parts can hold the lock. Rejected: a lock in PostgreSQL for the duration of the tasks. Such a lock needs a
 * session of its own, which a pooler does not guarantee, or a long transaction.
 */
package dev.tenantry.core.maintenance;

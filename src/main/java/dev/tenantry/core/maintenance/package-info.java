/**
 * Maintenance tasks, which run periodically. If several servers share a registry, only one server at a time runs the
 * tasks.
 *
 * <p>Plain Java. Depends on {@code job}, {@code tenant} and {@code db}. A server runs the tasks under the same kind of
 * lease as jobs ({@link dev.tenantry.core.job.JobLease}).
 *
 * <p>Rejected: Keycloak's {@code ClusterAwareScheduledTaskRunner}. Its lock expires when the next run is due, even if
 * the tasks are still running. If the cluster splits, both parts of the cluster can hold the lock. Rejected: a lock in
 * PostgreSQL for the duration of the tasks. A session lock needs a database session of its own, which a pooler does not
 * guarantee. A transaction lock needs a long transaction.
 */
package dev.tenantry.core.maintenance;

/**
 * Maintenance tasks, which run periodically. If several servers share a registry, only one server at a time runs the
 * tasks.
 *
 * <p>This package is plain Java, and depends on {@code job} and {@code tenant}. A server needs a lease to run the
 * tasks, as for jobs ({@link dev.tenantry.core.job.JobLease}).
 *
 * <p>Rejected: Keycloak's {@code ClusterAwareScheduledTaskRunner}. Its lock expires when the next run is due, even if
 * the tasks are still running. If the cluster splits, both parts of the cluster can hold the lock. Rejected: a
 * PostgreSQL lock that a server holds while the tasks run. A session lock needs a separate database session, which a
 * pooler does not guarantee. A transaction lock needs a long transaction.
 */
package dev.tenantry.core.maintenance;

/**
 * Maintenance tasks, which run periodically. Of all servers that share a registry, one at a time runs the tasks.
 *
 * <p>Plain Java on {@code tenant}, {@code db} and {@code job}. The lease is a row with a heartbeat, as for jobs.
 * Rejected: Keycloak's {@code ClusterAwareScheduledTaskRunner}, since its lock expires after the pause between two
 * runs, even if the tasks take longer, and since both halves of a split cluster can hold the lock. Rejected: a lock in
 * PostgreSQL for the duration of the tasks. Such a lock needs a session of its own, which a pooler does not guarantee,
 * or a long transaction.
 */
package dev.tenantry.core.maintenance;

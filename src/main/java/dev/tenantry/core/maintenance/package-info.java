/**
 * Maintenance tasks, which run periodically, on one server of a registry at a time.
 *
 * <p>Plain Java on {@code tenant}, {@code db} and {@code job}. The lease is a row with a heartbeat, as for jobs.
 * Rejected: Keycloak's {@code ClusterAwareScheduledTaskRunner}, whose lock lasts no longer than the pause between two
 * runs, however long the tasks take, and exists twice in a split cluster; and a lock of PostgreSQL for the length of
 * the tasks, which needs either a session of its own, which a pooler does not give, or a transaction that is open as
 * long.
 */
package dev.tenantry.core.maintenance;

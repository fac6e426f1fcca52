/**
 * Maintenance tasks, which run from time to time: of several servers on one registry, one at a time runs them.
 *
 * <p>Plain Java on {@code tenant}, {@code db} and {@code job}. The lease is a row with a heartbeat, as with
 * jobs. Rejected: Keycloak's {@code ClusterAwareScheduledTaskRunner}, whose lock lasts no longer than the pause between
 * two looks, however long the tasks take, and which a cluster that has fallen apart has twice; and a lock of
 * PostgreSQL's for the length of the tasks, which needs either a session of its own, which a pooler does not give, or a
 * transaction that is open as long.
 */
package dev.tenantry.upkeep;

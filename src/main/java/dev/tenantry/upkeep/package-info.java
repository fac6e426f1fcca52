/**
 * What is seen to from time to time, and by whom: of several servers on one registry one has its turn at a time.
 *
 * <p>Plain Java on {@code tenant}, {@code db} and {@code job}. Whose turn it is stands in a row with a heartbeat, as with
 * jobs. Rejected: Keycloak's {@code ClusterAwareScheduledTaskRunner}, whose lock lasts no longer than the pause between
 * two looks, however long the chores take, and which a cluster that has fallen apart has twice; and a lock of
 * PostgreSQL's for the length of the chores, which needs either a session of its own, which a pooler does not give, or a
 * transaction that is open as long.
 */
package dev.tenantry.upkeep;

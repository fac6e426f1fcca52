/**
 * The events of a tenant, which record actions of users and administrators. Events are rows of one table in the
 * tenant's schema.
 *
 * <p>Login events and admin events are in one table. They have most columns in common, and a second table would cost
 * memory: a PostgreSQL backend keeps metadata of every table that the backend has used in any tenant's schema. The
 * primary key begins with the kind and the time, so that a query for the newest events of a kind uses the key's index.
 * Code that sends committed events to another system can be added to {@link dev.tenantry.core.event.EventListeners}.
 * The project has no such code yet. Depends on {@code tenant} and {@code db}.
 *
 * <p>Rejected: partitions by month. Each table holds the events of only one tenant, and expired events are deleted in
 * small steps. Rejected: refusing events with characters that PostgreSQL can't store. An attacker could send these
 * characters to prevent the recording of an attack.
 */
package dev.tenantry.core.event;

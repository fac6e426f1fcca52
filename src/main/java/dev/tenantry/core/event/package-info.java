/**
 * The events of a tenant, which record actions of users and administrators. Each event is a row of one table in the
 * tenant's schema.
 *
 * <p>Login events and admin events are in one table, because they have most columns in common, and because a second
 * table would cost memory: a PostgreSQL backend keeps metadata of every table that the backend has used in any tenant's
 * schema. The primary key begins with the kind and the time, so that a query for the newest events of a kind uses the
 * key's index. An extension can add code that sends committed events to another system, see
 * {@link dev.tenantry.core.event.EventListeners}. Tenantry itself has no such code yet. This package depends on
 * {@code tenant} and {@code db}.
 *
 * <p>Rejected: partitions by month. A table holds the events of only one tenant, and expired events are deleted in
 * small steps. Rejected: refusing events with characters that PostgreSQL can't store. An attacker could send such
 * characters to prevent the recording of an attack.
 */
package dev.tenantry.core.event;

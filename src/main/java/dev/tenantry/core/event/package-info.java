/**
 * A tenant's events: what users and administrators did, as rows of one table in the tenant's schema.
 *
 * <p>Login events and admin events have most columns in common. They share one table, because each connection needs
 * memory for every table of every tenant that the connection serves. The primary key begins with the kind and the time,
 * so that a query for the newest events of a kind uses the key's index. {@link dev.tenantry.core.event.EventListeners}
 * is the place for code that sends committed events to another system; nothing uses it yet. Depends on {@code tenant}
 * and {@code db}.
 *
 * <p>Rejected: partitions by month, because each schema already holds the events of one tenant only, and expired events
 * are deleted in small steps. Rejected: refusing events with characters that PostgreSQL can't store, because an
 * attacker could then act without a trace.
 */
package dev.tenantry.core.event;

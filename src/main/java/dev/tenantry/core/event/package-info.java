/**
 * A tenant's events: what users and administrators did, as rows of one table in the tenant's schema.
 *
 * <p>Login events and admin events have most columns in common and are one table, because every table costs each
 * connection memory for each tenant. The key begins with the kind and the time, so that the newest events of a kind are
 * found by the key. {@link dev.tenantry.core.event.EventListeners} is the place for code that sends committed events to another
 * system; nothing uses it yet. Depends on {@code tenant} and {@code db}.
 *
 * <p>Rejected: partitions by month, because the schema is the partition, and expired events are deleted in small steps.
 * Rejected: to refuse an event that contains a character which PostgreSQL can't store, because an attacker could then
 * act without a trace.
 */
package dev.tenantry.core.event;

/**
 * Plain JDBC: the pool of each database, transactions, and the handle that runs SQL. The only package that touches
 * {@link java.sql.Connection}.
 *
 * <p>Depends on nothing of the project; {@code tenant} builds the door to tenant data on it. A statement runs in a
 * {@link dev.tenantry.db.Scope}, whose settings live as long as one transaction and never longer, so that a
 * transaction-mode pooler may stand in between; what it does is found out when the pool is opened. A request's
 * {@link dev.tenantry.db.Limits} are among these settings. Rejected: a connection pool for each tenant (connections grow
 * with tenants; a share keeps them apart as well, and a few stripes of the pool divide the backends' memory), {@code SET search_path} on the session
 * (leaks to the next borrower), schema-qualified statements (one forgotten prefix reads somebody else's rows in
 * silence), timeouts as start-up parameters (a pooler refuses or forgets them).
 */
package dev.tenantry.db;

/**
 * Plain JDBC: the pool of each database, transactions, and the handle that runs SQL. The only package that uses
 * {@link java.sql.Connection}.
 *
 * <p>Depends on no other package of the project; {@code tenant} builds the access to tenant data on it. A statement
 * runs in a {@link dev.tenantry.core.db.Scope}, whose settings never outlive one transaction, so that a
 * transaction-mode pooler may stand in between. A probe finds out what the pooler does when the pool opens. A
 * request's {@link dev.tenantry.core.db.Limits} are among the settings.
 *
 * <p>Rejected: a connection pool for each tenant (connections grow with tenants; a share separates tenants as well,
 * and a few stripes of the pool divide the backends' memory), {@code SET search_path} on the session (leaks to the
 * next borrower), schema-qualified statements (a forgotten prefix silently reads another tenant's rows), timeouts as
 * start-up parameters (a pooler refuses or forgets them).
 */
package dev.tenantry.core.db;

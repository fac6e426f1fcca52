/**
 * Plain JDBC: the pool of each database, transactions, and the handle that runs SQL. The only package that uses
 * {@link java.sql.Connection}.
 *
 * <p>Depends on no other package of the project; {@code tenant} builds the access to tenant data on this package. A
 * statement runs in a {@link dev.tenantry.core.db.Scope}, whose settings never outlive one transaction, so that a
 * pooler in transaction mode may stand between this server and PostgreSQL. The first successful check of a database
 * also probes how the pooler behaves. The settings of a scope include a request's {@link dev.tenantry.core.db.Limits}.
 *
 * <p>Rejected: a connection pool for each tenant. The number of connections would grow with the number of tenants.
 * Instead, each tenant uses only a share of one pool. If the pool is divided into stripes, each backend works for only
 * some of the tenants and needs less memory. Rejected: {@code SET search_path} on the session, since the setting leaks
 * to the next borrower of the connection. Rejected: schema-qualified statements, since a forgotten prefix silently
 * reads another tenant's rows. Rejected: timeouts as start-up parameters of the connection, since a pooler refuses or
 * forgets the parameters.
 */
package dev.tenantry.core.db;

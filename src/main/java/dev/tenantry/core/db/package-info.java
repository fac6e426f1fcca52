/**
 * Plain JDBC: the pool of each database, transactions, and the handle that runs SQL. No other package uses
 * {@link java.sql.Connection}.
 *
 * <p>This package depends on no other package of Tenantry. Package {@code tenant} builds the access to tenant data on
 * this package. A statement runs in a {@link dev.tenantry.core.db.Scope}, whose settings never outlive one transaction.
 * Therefore a pooler in transaction mode may stand between this server and PostgreSQL. The first successful check of a
 * database also probes how a pooler behaves. In a request, the settings of a scope include the time limits of
 * {@link dev.tenantry.core.db.Limits}.
 *
 * <p>Rejected: a connection pool for each tenant, since the number of connections would grow with the number of
 * tenants. Instead, all tenants of a database share one pool, and each tenant may use only a part of the pool's
 * connections. If the pool is divided into stripes, each backend works for only some of the tenants and needs less
 * memory. Rejected: {@code SET search_path} on the session, since the next borrower of the connection would inherit the
 * setting. Rejected: schema-qualified statements, since a statement with a forgotten prefix silently reads another
 * tenant's rows. Rejected: timeouts as start-up parameters of the connection, since a pooler refuses or forgets these
 * parameters.
 */
package dev.tenantry.core.db;
